/** A vector store for Spring AI. Start at {@link io.pinelink.springai.PinelinkVectorStore}. */
@NullMarked
package io.pinelink.springai;

import org.jspecify.annotations.NullMarked;
