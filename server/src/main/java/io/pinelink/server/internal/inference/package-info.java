/**
 * Hosted models: their descriptions, embedding and reranking.
 *
 * <p>Start at {@link io.pinelink.server.internal.inference.InferenceEndpoints}.
 */
@NullMarked
package io.pinelink.server.internal.inference;

import org.jspecify.annotations.NullMarked;
