/**
 * What is published or subscribed to, by the rules of Reactive Streams.
 *
 * <p>Start at {@link io.pinelink.reactive.PagePublisherTckTest}.
 */
@NullMarked
package io.pinelink.reactive;

import org.jspecify.annotations.NullMarked;
