// Small improvements for every page. Each works on what the server already drew; without this file every page still works.
import { autosave } from "./autosave";
import { decision } from "./decision";
import { fields } from "./fields";
import { filter } from "./filter";
import { menu } from "./menu";
import { progress } from "./progress";
import { quickline } from "./quickline";
import { upload } from "./upload";

fields();
filter();
menu();
decision();
progress();
autosave();
quickline();
upload();
