/** Futures, schedulers and executors that the other internal packages share. */
@NullMarked
package io.pinelink.internal.concurrent;

import org.jspecify.annotations.NullMarked;
