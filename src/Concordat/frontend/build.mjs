// Builds the site's styles, scripts and fonts into ../wwwroot/dist. Called by the project file; needs only `npm ci`.
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "..", "wwwroot", "dist");
const modules = join(here, "node_modules");
const fonts = join(modules, "@fontsource-variable", "source-sans-3", "files");

rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, "fonts"), { recursive: true });

const styles = sass.compile(join(here, "site.scss"), {
  loadPaths: [here],
  style: "compressed",
  quietDeps: true,
  logger: sass.Logger.silent,
});
writeFileSync(join(dist, "site.css"), styles.css);

await esbuild.build({
  entryPoints: { site: join(here, "src", "site.ts"), map: join(here, "src", "map.ts") },
  outdir: dist,
  bundle: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  legalComments: "none",
  logLevel: "warning",
});

// Latin and Latin extended only: English and Welsh, with ŵ and ŷ in the extended file.
for (const subset of ["latin", "latin-ext"])
  for (const style of ["normal", "italic"])
    cpSync(join(fonts, `source-sans-3-${subset}-wght-${style}.woff2`), join(dist, "fonts", `source-sans-3-${subset}-${style}.woff2`));

cpSync(join(here, "assets"), dist, { recursive: true });

// The kit's small icons; its crests and crown belong to others and stay out.
const icons = join(modules, "@ministryofjustice", "frontend", "moj", "assets", "images");
for (const icon of readdirSync(icons).filter((name) => name.startsWith("icon-") && name.endsWith(".svg")))
  cpSync(join(icons, icon), join(dist, "assets", "images", icon));
