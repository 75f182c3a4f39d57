/**
 * Searches that take several calls: of several namespaces, and hybrid searches, whose ranks are
 * fused. Start at {@link io.pinelink.internal.search.NamespacesQuery}.
 */
@NullMarked
package io.pinelink.internal.search;

import org.jspecify.annotations.NullMarked;
