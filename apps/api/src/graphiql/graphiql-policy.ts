const policy: Record<string, string> = {
  'default-src': "'self'",
  // Monaco writes its theme into style elements and the place of each line into style attributes: without either
  // the editor falls apart.
  'style-src': "'self' 'unsafe-inline'",
  // Monaco underlines mistakes with a picture that its theme holds as a `data:` address.
  'img-src': "'self' data:",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
};

/** The content security policy of the GraphiQL page: nothing from elsewhere, no inline script, no frame. */
export const graphiqlPolicy = Object.entries(policy)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ');
