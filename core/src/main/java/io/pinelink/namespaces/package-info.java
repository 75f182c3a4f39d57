/**
 * The requests and responses about namespaces and their aliases, of all kinds of indexes. Start at
 * {@link io.pinelink.namespaces.NamespaceDescription} and {@link
 * io.pinelink.namespaces.NamespaceAlias}. All types here are immutable and thread-safe; builders
 * are not thread-safe.
 */
@NullMarked
package io.pinelink.namespaces;

import org.jspecify.annotations.NullMarked;
