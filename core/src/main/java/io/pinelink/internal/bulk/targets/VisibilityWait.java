package io.pinelink.internal.bulk.targets;

import io.pinelink.internal.call.Caller;
import io.pinelink.model.ConsistencyToken;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The start of a wait until reads see a write. */
@FunctionalInterface
interface VisibilityWait {
  CompletableFuture<@Nullable Void> start(Caller caller, ConsistencyToken write, Duration timeout);
}
