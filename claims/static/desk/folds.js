// Folds: what is inside a closed <details> is opened before somebody is led to it.

/** Open every closed fold around an element, and the element itself where it is one. */
export function openFolds(element) {
  for (
    let fold = element?.closest("details:not([open])");
    fold;
    fold = fold.parentElement.closest("details:not([open])")
  ) {
    fold.open = true;
  }
}
