// Builds what the site and the PDFs need from locked npm packages:
// one style sheet, web fonts, htmx, and the TTF files that typst reads.
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "sass";

const packages = "node_modules";
const built = "src/goldenthread_web/page/static/built";
const fonts = "src/goldenthread/publishing/fonts";
mkdirSync(built, { recursive: true });
mkdirSync(fonts, { recursive: true });

const style = compile("src/goldenthread_web/page/assets/site.scss", {
  style: "compressed",
  loadPaths: [packages],
  quietDeps: true,
});
writeFileSync(join(built, "site.css"), style.css);

const webFonts = {
  "atkinson-latin.woff2": "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
  "atkinson-latin-ext.woff2": "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
  "noto-bengali.woff2": "@fontsource/noto-sans-bengali/files/noto-sans-bengali-bengali-400-normal.woff2",
  "noto-arabic.woff2": "@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff2",
};
for (const [name, path] of Object.entries(webFonts)) {
  copyFileSync(join(packages, path), join(built, name));
}
copyFileSync(join(packages, "htmx.org/dist/htmx.min.js"), join(built, "htmx.js"));

const weights = ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"];
for (const family of ["atkinson-hyperlegible-next", "noto-sans-bengali", "noto-sans-arabic"]) {
  const folder = join(packages, "@expo-google-fonts", family);
  for (const weight of weights.filter((name) => readdirSync(folder).includes(name))) {
    for (const file of readdirSync(join(folder, weight)).filter((name) => name.endsWith(".ttf"))) {
      copyFileSync(join(folder, weight, file), join(fonts, file));
    }
  }
}
