package io.pinelink.internal.waiter;

import io.pinelink.internal.call.Caller;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A condition to wait for: how to poll it, and how to interpret the results.
 *
 * @param <T> the type of the results
 * @param operation the name of the wait, such as {@code awaitIndexReady}, for exceptions
 * @param ask sends one poll through the given caller; called for each poll
 * @param isDone returns whether a result meets the condition
 * @param whyNever returns why the condition can no longer be met; empty if it still can
 */
record WaiterCondition<T>(
    String operation,
    Function<Caller, CompletableFuture<T>> ask,
    Predicate<T> isDone,
    Function<T, Optional<String>> whyNever) {}
