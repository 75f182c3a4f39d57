package io.pinelink.doctor;

import java.time.Duration;
import java.time.Instant;

/**
 * The server's answer to a small request without a key.
 *
 * @param head what it sent
 * @param at when it arrived
 * @param took how long the connection and the request took
 */
record ProbeAnswer(HttpHead head, Instant at, Duration took) {}
