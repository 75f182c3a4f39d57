package io.pinelink.internal.waiter;

import io.pinelink.internal.call.Caller;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Something that comes about a while after it was asked for: how to ask for it, and what the
 * answers mean.
 *
 * @param <T> the answer
 * @param operation the name of the waiting, such as {@code awaitIndexReady}, for failures
 * @param ask asks once, through the caller that it is given; called again for each question
 * @param isDone whether this is the answer that is waited for
 * @param whyNever why that answer never will come, in words; empty as long as it may
 */
record WaiterCondition<T>(
    String operation,
    Function<Caller, CompletableFuture<T>> ask,
    Predicate<T> isDone,
    Function<T, Optional<String>> whyNever) {}
