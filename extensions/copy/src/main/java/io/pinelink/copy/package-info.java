/**
 * Copies of namespaces and comparisons of them. Start at {@link io.pinelink.copy.NamespaceCopy} and
 * {@link io.pinelink.copy.NamespaceComparison}.
 */
@NullMarked
package io.pinelink.copy;

import org.jspecify.annotations.NullMarked;
