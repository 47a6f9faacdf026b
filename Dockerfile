# One image for migration job, API and worker; docker-compose.yml gives each its command.
# test/production.e2e.spec.ts assembles the files of the last stage and runs the commands without a container engine.

# The same Node.js as in package.json. To pin the image itself, append its digest: node:24.21.0-bookworm-slim@sha256:…
FROM node:24.21.0-bookworm-slim AS base
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

FROM base AS build
RUN npm ci
COPY . .
# The commit for /version, since .git is not copied: docker compose build --build-arg COMMIT=$(git rev-parse HEAD)
ARG COMMIT
RUN npm run build

# Production packages only. Optional ones are the embedded PostgreSQL and Prisma's commands. Of Prisma's query compilers, two
# for each kind of database, one is used.
FROM base AS packages
RUN npm ci --omit=dev --omit=optional --ignore-scripts
RUN find node_modules/@prisma/client/runtime -name 'query_compiler_*' ! -name 'query_compiler_small_bg.postgresql.*' -delete

FROM node:24.21.0-bookworm-slim
# The fonts of these pictures, for names in scripts that the page's font lacks. Only the sans-serif ones.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends fonts-dejavu-core fonts-droid-fallback \
    && rm -rf /var/lib/apt/lists/* /usr/share/fonts/truetype/dejavu/DejaVuSerif*.ttf /usr/share/fonts/truetype/dejavu/DejaVuSansMono*.ttf
ENV NODE_ENV=production
# In MB. Without limits, V8 sizes the heap by the machine's memory: an API under load then takes 480 MB.
ENV NODE_OPTIONS="--max-semi-space-size=8 --max-old-space-size=144"
# One pool for all threads; blocks of this many bytes go back to the system when they are freed. 30 MB less under load.
ENV GLIBC_TUNABLES="glibc.malloc.arena_max=1:glibc.malloc.mmap_threshold=131072"
WORKDIR /app
COPY --from=build /app/package.json package.json
COPY --from=build /app/prisma prisma
COPY --from=packages /app/node_modules node_modules
# What draws the pictures of shares is native code, in an optional package for each kind of machine.
COPY --from=build /app/node_modules/@resvg node_modules/@resvg
COPY --from=build /app/dist dist
USER node
CMD ["node", "dist/apps/api/src/main.js"]
