package io.pinelink.server;

import io.pinelink.server.internal.faults.FaultJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A script of faults as JSON, in a file or a request. Immutable and thread-safe.
 *
 * <pre>{@code
 * {
 *   "seed": 42,
 *   "faults": [
 *     {"type": "latency", "toxicity": 0.2, "attributes": {"latency": 300, "jitter": 100},
 *      "match": {"operations": ["query"], "index": "docs"}},
 *     {"type": "refuse", "attributes": {"code": "RESOURCE_EXHAUSTED", "retry_after": 2000},
 *      "match": {"operations": ["upsert"]}, "after": 10, "times": 3}
 *   ]
 * }
 * }</pre>
 *
 * <p>An array of faults, and one fault, are scripts without a seed. The page <i>Faults</i> of the
 * documentation lists the types with their attributes.
 */
public final class FaultRules {
  private final FaultJson.Script script;

  private FaultRules(FaultJson.Script script) {
    this.script = script;
  }

  /** Returns a script without a seed. */
  public static FaultRules of(FaultRule... rules) {
    Objects.requireNonNull(rules, "rules is null");
    return new FaultRules(
        new FaultJson.Script(
            OptionalLong.empty(), List.of(rules).stream().map(FaultRule::spec).toList()));
  }

  /**
   * Parses JSON.
   *
   * @throws IllegalArgumentException if it is not JSON, or a member is unknown, missing, of another
   *     type or out of range; the message names the member and its value
   */
  public static FaultRules parse(String json) {
    return new FaultRules(FaultJson.parse(Objects.requireNonNull(json, "json is null")));
  }

  /**
   * Reads JSON from a file in UTF-8.
   *
   * @throws UncheckedIOException if the file cannot be read
   * @throws IllegalArgumentException as {@link #parse} does; the message also names the file
   */
  public static FaultRules load(Path file) {
    Objects.requireNonNull(file, "file is null");
    try {
      return parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a copy with a seed. */
  public FaultRules withSeed(long seed) {
    return new FaultRules(new FaultJson.Script(OptionalLong.of(seed), script.rules()));
  }

  /** Returns the seed; empty if the script leaves the seed of {@link Faults} unchanged. */
  public OptionalLong seed() {
    return script.seed();
  }

  /** Returns the rules, in the order in which they apply. */
  public List<FaultRule> rules() {
    return script.rules().stream().map(FaultRule::new).toList();
  }

  /** Returns the script as JSON that {@link #parse} reads back as an equal one. */
  public String toJson() {
    return FaultJson.text(script.seed(), script.rules().stream().map(FaultJson::object).toList());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FaultRules rules && rules.script.equals(script);
  }

  @Override
  public int hashCode() {
    return script.hashCode();
  }

  /** Returns {@link #toJson()}. */
  @Override
  public String toString() {
    return toJson();
  }
}
