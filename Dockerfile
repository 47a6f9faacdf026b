# One image for the migration job, the API and the worker; docker-compose.yml gives each its command.
# It could not be built where it was written: test/production.e2e.spec.ts puts the files of the last stage together
# and runs the commands on them, without a container engine.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build
# The embedded PostgreSQL is all that is optional, and is for `npm start` only.
RUN npm prune --omit=dev --omit=optional

FROM node:24-slim
ENV NODE_ENV=production
# Without these V8 takes twice the memory, since it thinks that it has the machine for itself.
ENV NODE_OPTIONS="--max-semi-space-size=4 --max-old-space-size=384"
# The C library gives back at once what was taken for an answer of 16 kB or more, instead of keeping it among smaller things.
ENV MALLOC_ARENA_MAX=2
ENV MALLOC_MMAP_THRESHOLD_=16384
ENV MALLOC_TRIM_THRESHOLD_=131072
WORKDIR /app
COPY --from=build /app/package.json package.json
COPY --from=build /app/prisma prisma
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
USER node
CMD ["node", "dist/api/main.js"]
