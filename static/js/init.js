// Every page works without this; it adds counting of characters, folding menus and focus on the list of errors.
import { initAll } from "./govuk-frontend.min.js";

initAll();
