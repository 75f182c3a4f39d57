package io.pinelink.server.internal.limits;

import io.pinelink.error.QuotaResource;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The monthly quotas of a server, of all its projects together. A call is refused if a quota that
 * it needs is used up, and counts with what it used after it was executed, so that the call that
 * exceeds a quota still succeeds. The month is the clock's, in UTC. Thread-safe.
 */
public final class MonthlyQuotas {
  /** The resources that can have a quota, in the order in which they are listed. */
  public static final List<QuotaResource> RESOURCES =
      List.of(QuotaResource.WRITE_UNITS, QuotaResource.READ_UNITS, QuotaResource.EGRESS);

  private static final Set<String> UPSERTS = Set.of("upsert", "upsertRecords", "upsertDocuments");
  private static final Set<String> OTHER_WRITES =
      Set.of("update", "updateDocuments", "delete", "deleteDocuments", "deleteNamespace");
  private static final Set<String> READS =
      Set.of(
          "query",
          "searchRecords",
          "searchDocuments",
          "fetch",
          "fetchByMetadata",
          "fetchDocuments",
          "listIds",
          "listDocuments");

  private static final int MIN_WRITE_UNITS = 5;
  private static final int BYTES_PER_WRITE_UNIT = 1_000;

  private final InstantSource clock;
  private final Map<QuotaResource, Quota> quotas = new LinkedHashMap<>();
  private @Nullable YearMonth month;

  /** A quota and what was used of it in this month. */
  private static final class Quota {
    final long limit;
    long used;
    long refused;

    Quota(long limit) {
      this.limit = limit;
    }
  }

  /**
   * A quota and its outcomes in the current month.
   *
   * @param refused the number of calls that it refused
   */
  public record State(long limit, long used, long refused) {}

  /**
   * @param clock the time of the server
   */
  public MonthlyQuotas(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Sets a quota, of which nothing is used.
   *
   * @throws IllegalArgumentException if the resource cannot have a quota, or the limit is negative
   */
  public synchronized void set(QuotaResource resource, long limit) {
    if (!RESOURCES.contains(resource)) {
      throw new IllegalArgumentException(
          "resource is '" + resource + "', expected one of " + RESOURCES);
    }
    if (limit < 0) {
      throw new IllegalArgumentException("limit is " + limit + ", expected 0 or more");
    }
    quotas.put(resource, new Quota(limit));
  }

  /** Replaces all quotas; nothing is used of the new ones. */
  public synchronized void setOnly(Map<QuotaResource, Long> limits) {
    quotas.clear();
    limits.forEach(this::set);
  }

  public synchronized void clear() {
    quotas.clear();
  }

  public synchronized boolean isEmpty() {
    return quotas.isEmpty();
  }

  /** Returns the quotas that are set. */
  public synchronized Map<QuotaResource, State> states() {
    startMonth();
    Map<QuotaResource, State> states = new LinkedHashMap<>();
    quotas.forEach(
        (resource, quota) ->
            states.put(resource, new State(quota.limit, quota.used, quota.refused)));
    return states;
  }

  /** Returns the text of the refusal of a call; empty if no quota that it needs is used up. */
  public synchronized Optional<String> refusal(ServerCall call) {
    startMonth();
    for (QuotaResource resource : RESOURCES) {
      Quota quota = quotas.get(resource);
      if (quota != null && needs(call.operation(), resource) && quota.used >= quota.limit) {
        quota.refused++;
        return Optional.of(text(resource, quota.limit));
      }
    }
    return Optional.empty();
  }

  private static boolean needs(String operation, QuotaResource resource) {
    return resource.equals(QuotaResource.WRITE_UNITS)
        ? UPSERTS.contains(operation) || OTHER_WRITES.contains(operation)
        : READS.contains(operation);
  }

  /** Returns the service's text about a quota that is used up. */
  public static String text(QuotaResource resource, long limit) {
    boolean isOfWrites = resource.equals(QuotaResource.WRITE_UNITS);
    String unit = resource.equals(QuotaResource.EGRESS) ? " bytes" : "";
    return "Request failed. You've reached your "
        + resource
        + " limit for the current month ("
        + limit
        + unit
        + "). To continue "
        + (isOfWrites ? "writing" : "reading")
        + " data, upgrade your plan.";
  }

  /** Counts what an executed call used. */
  public synchronized void count(ServerCall call, ServerResponse response) {
    if (quotas.isEmpty() || response.status() >= 300 || response.grpcStatus().orElse(0) != 0) {
      return;
    }
    startMonth();
    add(QuotaResource.WRITE_UNITS, writeUnits(call));
    ServerCall.Usage usage = call.usage();
    add(QuotaResource.READ_UNITS, usage.readUnits());
    add(QuotaResource.EGRESS, usage.egressBytes());
  }

  private void add(QuotaResource resource, long used) {
    Quota quota = quotas.get(resource);
    if (quota != null) {
      quota.used += used;
    }
  }

  private static int writeUnits(ServerCall call) {
    if (UPSERTS.contains(call.operation())) {
      int started = (call.body().length + BYTES_PER_WRITE_UNIT - 1) / BYTES_PER_WRITE_UNIT;
      return Math.max(MIN_WRITE_UNITS, started);
    }
    return OTHER_WRITES.contains(call.operation()) ? MIN_WRITE_UNITS : 0;
  }

  private void startMonth() {
    YearMonth now = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    if (!now.equals(month)) {
      month = now;
      quotas.replaceAll((resource, quota) -> new Quota(quota.limit));
    }
  }
}
