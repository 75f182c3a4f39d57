/**
 * Models that the service hosts: texts to embeddings, and documents in the order of their relevance
 * to a query. Start at {@link io.pinelink.inference.EmbedRequest} and {@link
 * io.pinelink.inference.RerankRequest}. Everything here is immutable and thread-safe; builders are
 * not thread-safe.
 */
@NullMarked
package io.pinelink.inference;

import org.jspecify.annotations.NullMarked;
