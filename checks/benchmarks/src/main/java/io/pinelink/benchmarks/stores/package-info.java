/**
 * The vector stores of LangChain4j and Spring AI, on Pinelink and on the official client, each in a
 * process of its own. Start at {@link io.pinelink.benchmarks.stores.StoreDriver}.
 */
@NullMarked
package io.pinelink.benchmarks.stores;

import org.jspecify.annotations.NullMarked;
