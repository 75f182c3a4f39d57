package io.pinelink.server;

/**
 * A monthly quota of an {@link EmbeddedPinecone}, and what was used of it in the current month of
 * its {@link ServerClock}. See {@link Faults#monthlyQuota}.
 *
 * @param limit the units or bytes that calls may use in a month
 * @param used what calls have used; more than the limit if the last call exceeded it
 * @param refused the number of calls that were refused
 */
public record MonthlyQuota(long limit, long used, long refused) {}
