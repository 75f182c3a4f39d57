package io.pinelink.doctor;

import io.pinelink.error.NetworkCause;
import io.pinelink.internal.probe.Handshake;
import io.pinelink.spi.dial.ConnectTarget;
import org.jspecify.annotations.Nullable;

/**
 * The attempt to connect that got furthest.
 *
 * @param target where it connected to
 * @param handshake the result; null if it failed
 * @param cause the reason of the failure; null if it succeeded
 */
record Attempt(ConnectTarget target, @Nullable Handshake handshake, @Nullable NetworkCause cause) {}
