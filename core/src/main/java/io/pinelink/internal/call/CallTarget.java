package io.pinelink.internal.call;

/**
 * The namespace that calls concern.
 *
 * @param open the route to its index
 * @param namespace empty for the default one, and for calls that concern none
 * @param index the name of the index; empty if it is not known or calls concern no index
 */
record CallTarget(CurrentRoute open, String namespace, String index) {
  CallTarget on(CurrentRoute other) {
    return new CallTarget(other, namespace, index);
  }

  CallTarget inNamespace(String other) {
    return new CallTarget(open, other, index);
  }

  CallTarget named(String name) {
    return new CallTarget(open, namespace, name);
  }
}
