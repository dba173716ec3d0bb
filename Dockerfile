# Build with the compiler, run without it.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc nest-cli.json tsconfig.json ./
COPY apps apps
COPY libs libs
RUN npm ci && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
# Styles, drawings and the description of the API are read from beside the sources.
COPY --from=build /app/apps apps
RUN mkdir /data && chown node /data
USER node
VOLUME /data
EXPOSE 3000
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning", "--enable-source-maps", "dist/apps/market/src/main.js"]
CMD ["start"]
