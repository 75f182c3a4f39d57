package io.pinelink.server;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.QuotaResource;
import io.pinelink.server.internal.deferred.Deferred;
import io.pinelink.server.internal.faults.Draws;
import io.pinelink.server.internal.faults.FaultJson;
import io.pinelink.server.internal.faults.FaultSpec;
import io.pinelink.server.internal.faults.MatchedCall;
import io.pinelink.server.internal.faults.RuleSpec;
import io.pinelink.server.internal.gateway.RefusalResponses;
import io.pinelink.server.internal.http.FaultScript;
import io.pinelink.server.internal.http.HandshakeFault;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ResponsePlan;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.limits.MonthlyQuotas;
import io.pinelink.server.internal.limits.ServiceRates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The script of the failures of an {@link EmbeddedPinecone}. {@link #next(String, Fault...)}
 * assigns faults to the next calls; {@link #add(FaultRule)} adds one that stays.
 *
 * <p>A call takes at most one of the next faults: the first one for its operation or for any
 * operation. Then every added fault whose conditions the call meets strikes it, in the order in
 * which they were added: delays add up, and changes of the response combine. Of the faults that
 * replace the response, only the first one strikes.
 *
 * <p>All listeners and protocols share the script. Health checks and reflection over gRPC, and
 * paths under {@code /_pinelink/}, are not affected, except by faults of TLS handshakes, which
 * strike a connection before its calls are known. Thread-safe.
 */
public final class Faults {
  private static final String ANY = "";

  private final Supplier<Set<String>> operations;
  private final LongSupplier nanoTime;
  private final Function<ServerCall, Optional<String>> indexes;
  private final ServiceRates serviceRates;
  private final MonthlyQuotas quotas;
  private final List<Scripted> script = new ArrayList<>();
  private final List<ActiveFault> added = new ArrayList<>();
  private final Map<String, RateLimit> limits = new HashMap<>();
  private long seed;
  private long nextTaken;

  /**
   * @param operations returns the operations of the server
   * @param indexes returns the name of the index of a data call
   * @param serviceRates the rates that apply besides the limits of operations
   * @param quotas the monthly quotas, which count calls elsewhere
   */
  Faults(
      Supplier<Set<String>> operations,
      LongSupplier nanoTime,
      Function<ServerCall, Optional<String>> indexes,
      ServiceRates serviceRates,
      MonthlyQuotas quotas) {
    this.operations = new Deferred<>(() -> new TreeSet<>(operations.get()));
    this.nanoTime = nanoTime;
    this.indexes = indexes;
    this.serviceRates = serviceRates;
    this.quotas = quotas;
  }

  /**
   * A fault that has not been assigned to a call yet.
   *
   * @param operation the operation's name, empty for any call
   */
  public record Scripted(String operation, Fault fault) {
    /** Checks that no part is null. */
    public Scripted {
      Objects.requireNonNull(operation, "operation is null");
      Objects.requireNonNull(fault, "fault is null");
    }
  }

  /**
   * Adds faults for the next calls of an operation, one fault per call.
   *
   * @param operation a name such as {@code upsert} or {@code createIndex}, as {@link
   *     RecordedRequest#operation()} has it
   * @throws IllegalArgumentException if the server does not know the operation, or a fault is one
   *     of TLS handshakes
   */
  public void next(String operation, Fault... faults) {
    check(operation);
    Objects.requireNonNull(faults, "faults is null");
    for (Fault fault : faults) {
      if (Objects.requireNonNull(fault, "fault is null").spec().kind().isOfHandshakes()) {
        throw new IllegalArgumentException(
            "fault is " + fault + ", expected a fault of calls: a TLS handshake has no operation");
      }
    }
    addNext(operation, faults);
  }

  private void check(String operation) {
    Objects.requireNonNull(operation, "operation is null");
    if (!operations().contains(operation)) {
      throw new IllegalArgumentException(
          "operation is unknown: " + operation + "; known are " + operations());
    }
  }

  /**
   * Adds faults for the next calls of any operation, one fault per call; faults of TLS handshakes
   * are for the next handshakes, one fault per connection.
   *
   * @see #next(String, Fault...)
   */
  public void nextOfAny(Fault... faults) {
    addNext(ANY, faults);
  }

  private void addNext(String operation, Fault... faults) {
    Objects.requireNonNull(faults, "faults is null");
    List<Scripted> more = Stream.of(faults).map(fault -> new Scripted(operation, fault)).toList();
    synchronized (this) {
      script.addAll(more);
    }
  }

  /**
   * Adds a fault that strikes the calls that meet its conditions until it is removed.
   *
   * @return the fault in effect, which counts its strikes
   * @throws IllegalArgumentException if the server does not know an operation of the rule, or
   *     another fault in effect has its name
   */
  public ActiveFault add(FaultRule rule) {
    return add(FaultRules.of(Objects.requireNonNull(rule, "rule is null"))).get(0);
  }

  /**
   * Adds all faults of a script, or none if one of them is refused. Its seed, if it has one, also
   * applies to faults that are added later.
   *
   * @return the faults in effect, in the order of the script
   * @throws IllegalArgumentException as {@link #add(FaultRule)} does
   */
  public synchronized List<ActiveFault> add(FaultRules rules) {
    Objects.requireNonNull(rules, "rules is null");
    long drawn = rules.seed().orElse(seed);
    List<ActiveFault> more = new ArrayList<>();
    for (FaultRule rule : rules.rules()) {
      RuleSpec spec = rule.spec();
      String name = spec.name();
      spec.matcher().operations().stream().sorted().forEach(this::check);
      if (name.isEmpty()) {
        name = freeName(spec.fault().kind().type(), more);
      } else if (isTaken(name, more)) {
        throw new IllegalArgumentException("name is '" + name + "', which another fault has");
      }
      more.add(new ActiveFault(spec.named(name), drawn, this::remove));
    }
    seed = drawn;
    added.addAll(more);
    return List.copyOf(more);
  }

  private String freeName(String type, List<ActiveFault> more) {
    int number = 1;
    while (isTaken(type + "-" + number, more)) {
      number++;
    }
    return type + "-" + number;
  }

  private boolean isTaken(String name, List<ActiveFault> more) {
    return Stream.concat(added.stream(), more.stream())
        .anyMatch(fault -> fault.name().equals(name));
  }

  /**
   * Sets the seed of the random numbers of faults that are added later. With the same seed, a fault
   * of the same name strikes the same ones of its matching calls, with the same random attributes,
   * regardless of other faults. Default: 0.
   */
  public synchronized void seed(long seed) {
    this.seed = seed;
  }

  /**
   * Returns the faults that were added and not removed, in order, including those that have struck
   * as often as they may.
   */
  public synchronized List<ActiveFault> list() {
    return List.copyOf(added);
  }

  /**
   * Removes a fault that was added.
   *
   * @return whether there was one of this name
   */
  public synchronized boolean remove(String name) {
    Objects.requireNonNull(name, "name is null");
    return added.removeIf(fault -> fault.name().equals(name));
  }

  /** Removes all faults, used or not; limits and the seed stay. */
  public synchronized void removeAll() {
    script.clear();
    added.clear();
  }

  private synchronized void remove(ActiveFault fault) {
    added.removeIf(each -> each == fault);
  }

  /**
   * Returns the seed and {@link #list()} as a JSON object: each fault as in {@link FaultRules},
   * with the additional members {@code matches} and {@code strikes}.
   */
  public synchronized String toJson() {
    return toJson(added);
  }

  /** Returns the seed and some of the faults as {@link #toJson()} does. */
  public synchronized String toJson(List<ActiveFault> faults) {
    Objects.requireNonNull(faults, "faults is null");
    return FaultJson.text(OptionalLong.of(seed), faults.stream().map(ActiveFault::json).toList());
  }

  /**
   * Limits the calls of an operation per second, across all namespaces. Calls over the limit are
   * refused with {@link ErrorCode#RESOURCE_EXHAUSTED} and the time until the next call is accepted:
   * in {@code Retry-After} over REST, where it is rounded up to seconds, and in {@code
   * grpc-retry-pushback-ms} over gRPC. Unused calls accumulate for up to one second, which passes
   * as the {@link ServerClock} does: not while it is stopped, and at once when it is advanced. A
   * later limit for the operation replaces this one, and {@link #clear} removes it. Calls whose
   * response a fault replaces are not counted.
   *
   * @param perSecond from 1 to 100,000
   * @return the limit, which counts the calls
   * @throws IllegalArgumentException if the server does not know the operation, or the number is
   *     out of range
   */
  public RateLimit limit(String operation, int perSecond) {
    check(operation);
    RateLimit limit = new RateLimit(perSecond, nanoTime);
    synchronized (this) {
      limits.put(operation, limit);
    }
    return limit;
  }

  /**
   * Replaces all limits, so that other operations have none.
   *
   * @param perSecond the numbers of calls, from 1 to 100,000, by operation
   * @throws IllegalArgumentException if the server does not know an operation, or a number is out
   *     of range; the limits then stay as they were
   * @see #limit
   */
  public void limitOnly(Map<String, Integer> perSecond) {
    Map<String, RateLimit> made = new HashMap<>();
    Map.copyOf(Objects.requireNonNull(perSecond, "perSecond is null"))
        .forEach(
            (operation, number) -> {
              check(operation);
              made.put(operation, new RateLimit(number, nanoTime));
            });
    synchronized (this) {
      limits.clear();
      limits.putAll(made);
    }
  }

  /** Returns the limits by operation, in the order of the names. */
  public synchronized Map<String, RateLimit> limits() {
    return Collections.unmodifiableMap(new TreeMap<>(limits));
  }

  /**
   * Sets a monthly quota of all projects together, of which nothing is used yet. Calls that need
   * the resource are refused with HTTP status 429 or {@code RESOURCE_EXHAUSTED} once it is used up,
   * as the service does under the plans that have quotas, until the month of the {@link
   * ServerClock} ends, in UTC. {@link #clear} removes it.
   *
   * <ul>
   *   <li>{@link QuotaResource#WRITE_UNITS}: an upsert uses one for each 1,000 bytes of its request
   *       and at least five, any other write five. The service also counts the records that a write
   *       replaces or deletes.
   *   <li>{@link QuotaResource#READ_UNITS} and {@link QuotaResource#EGRESS}, in bytes: what the
   *       responses to queries, searches, fetches and lists report.
   * </ul>
   *
   * @param limit 0 or more; 0 refuses all calls
   * @throws IllegalArgumentException if the resource is another one, or the limit is negative
   */
  public void monthlyQuota(QuotaResource resource, long limit) {
    quotas.set(Objects.requireNonNull(resource, "resource is null"), limit);
  }

  /** Returns the monthly quotas that are set, with what was used of them in the current month. */
  public Map<QuotaResource, MonthlyQuota> monthlyQuotas() {
    Map<QuotaResource, MonthlyQuota> all = new LinkedHashMap<>();
    quotas
        .states()
        .forEach(
            (resource, state) ->
                all.put(resource, new MonthlyQuota(state.limit(), state.used(), state.refused())));
    return Collections.unmodifiableMap(all);
  }

  /** Returns the names of the operations that the server knows, in order. */
  public Set<String> operations() {
    return Collections.unmodifiableSet(operations.get());
  }

  /** Returns the faults for the next calls that have not been used yet, in order. */
  public synchronized List<Scripted> pending() {
    return List.copyOf(script);
  }

  /**
   * Removes all faults, used or not, all limits of operations and all monthly quotas, and sets the
   * seed to 0.
   */
  public synchronized void clear() {
    seed = 0;
    nextTaken = 0;
    script.clear();
    added.clear();
    limits.clear();
    quotas.clear();
  }

  /** Returns the script as the connections of the server see it. */
  FaultScript asScript() {
    return new FaultScript() {
      @Override
      public Optional<ResponsePlan> plan(ServerCall call) {
        return planned(call);
      }

      @Override
      public Optional<HandshakeFault> plan(ListenerRole listener, String serverName) {
        return planned(listener, serverName);
      }
    };
  }

  private synchronized Optional<ResponsePlan> planned(ServerCall call) {
    if (script.isEmpty()
        && added.isEmpty()
        && limits.isEmpty()
        && !serviceRates.areEnforced()
        && quotas.isEmpty()) {
      return Optional.empty();
    }
    ResponsePlan plan = new ResponsePlan();
    boolean struck = takeNext(call.operation(), call, plan);
    MatchedCall facts = new MatchedCall(call, indexes);
    for (ActiveFault fault : added) {
      FaultSpec spec = fault.spec().fault();
      if (!spec.kind().isOfHandshakes() && fault.spec().matcher().matches(facts)) {
        Optional<Draws> draws = fault.match(!(plan.hasOutcome() && spec.kind().isReplacing()));
        if (draws.isPresent()) {
          struck = true;
          spec.kind().plan(spec, call, draws.get(), plan);
        }
      }
    }
    if (!plan.hasOutcome() && (isOverQuota(call, plan) || isOverLimit(call, plan))) {
      struck = true;
    }
    return struck ? Optional.of(plan) : Optional.empty();
  }

  /** Refuses a call if a monthly quota that it needs is used up. */
  private boolean isOverQuota(ServerCall call, ResponsePlan plan) {
    Optional<String> refusal = quotas.refusal(call);
    refusal.ifPresent(
        text -> plan.respond(RefusalResponses.of(call, ErrorCode.QUOTA_EXHAUSTED, text)));
    return refusal.isPresent();
  }

  /** Counts a call, and refuses it if it exceeds a limit. */
  private boolean isOverLimit(ServerCall call, ResponsePlan plan) {
    RateLimit limit = limits.get(call.operation());
    Duration wait = limit == null ? Duration.ZERO : limit.take();
    Optional<ServiceRates.Refusal> refusal =
        wait.isZero()
            ? serviceRates.take(call)
            : Optional.of(new ServiceRates.Refusal("too many requests, slow down", wait));
    refusal.ifPresent(
        tooMany ->
            plan.respond(
                RefusalResponses.retryAfter(
                    call,
                    RefusalResponses.of(call, ErrorCode.RESOURCE_EXHAUSTED, tooMany.message()),
                    tooMany.retryAfter())));
    return refusal.isPresent();
  }

  private boolean takeNext(String operation, ServerCall call, ResponsePlan plan) {
    for (Iterator<Scripted> all = script.iterator(); all.hasNext(); ) {
      Scripted scripted = all.next();
      FaultSpec spec = scripted.fault().spec();
      if (!spec.kind().isOfHandshakes()
          && (scripted.operation().equals(ANY) || scripted.operation().equals(operation))) {
        all.remove();
        spec.kind().plan(spec, call, new Draws(seed, ANY, ++nextTaken), plan);
        return true;
      }
    }
    return false;
  }

  private synchronized Optional<HandshakeFault> planned(ListenerRole listener, String serverName) {
    for (Iterator<Scripted> all = script.iterator(); all.hasNext(); ) {
      FaultSpec spec = all.next().fault().spec();
      if (spec.kind().isOfHandshakes()) {
        all.remove();
        return Optional.of(spec.kind().plan(spec));
      }
    }
    Optional<HandshakeFault> found = Optional.empty();
    for (ActiveFault fault : added) {
      FaultSpec spec = fault.spec().fault();
      if (spec.kind().isOfHandshakes()
          && fault.spec().matcher().matches(listener, serverName)
          && fault.match(found.isEmpty()).isPresent()) {
        found = Optional.of(spec.kind().plan(spec));
      }
    }
    return found;
  }
}
