import './design/design.css';
