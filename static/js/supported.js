// First thing in the page: styles that depend on scripts apply only where scripts will run.
document.body.classList.add("js-enabled", ..."noModule" in HTMLScriptElement.prototype ? ["govuk-frontend-supported"] : []);
