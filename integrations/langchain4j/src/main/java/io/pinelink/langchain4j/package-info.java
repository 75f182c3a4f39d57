/**
 * An embedding store for LangChain4j. Start at {@link
 * io.pinelink.langchain4j.PinelinkEmbeddingStore}.
 */
@NullMarked
package io.pinelink.langchain4j;

import org.jspecify.annotations.NullMarked;
