/**
 * Hosted models of the service, which embed texts and rerank documents. Start at {@link
 * io.pinelink.inference.EmbedRequest} and {@link io.pinelink.inference.RerankRequest}; {@link
 * io.pinelink.inference.SparseEncoder} is for embedding stores. All other types here are immutable
 * and thread-safe; builders are not thread-safe.
 */
@NullMarked
package io.pinelink.inference;

import org.jspecify.annotations.NullMarked;
