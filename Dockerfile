# One image for the migration job, the API and the worker; docker-compose.yml gives each its command.
# It could not be built where it was written: test/production.e2e.spec.ts puts the files of the last stage together
# and runs the commands on them, without a container engine.

# The Node.js of package.json, exactly. Debian's slim image has a shell to look around with. To pin it to the byte, append the digest that your registry
# shows: node:24.21.0-bookworm-slim@sha256:…
FROM node:24.21.0-bookworm-slim AS base
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

FROM base AS build
RUN npm ci
COPY . .
# What /version names, since .git is not here: docker compose build --build-arg COMMIT=$(git rev-parse HEAD)
ARG COMMIT
RUN npm run build

# Only what runs. Optional are the embedded PostgreSQL and what Prisma's commands need; and of Prisma's query compilers,
# two for each database that it knows, one is used.
FROM base AS packages
RUN npm ci --omit=dev --omit=optional --ignore-scripts
RUN find node_modules/@prisma/client/runtime -name 'query_compiler_*' ! -name 'query_compiler_small_bg.postgresql.*' -delete

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production
# In MB. Without limits V8 sizes its heap by the memory of the machine, and an API under load takes 480 MB.
ENV NODE_OPTIONS="--max-semi-space-size=8 --max-old-space-size=256"
WORKDIR /app
COPY --from=build /app/package.json package.json
COPY --from=build /app/prisma prisma
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
USER node
CMD ["node", "dist/apps/api/src/main.js"]
