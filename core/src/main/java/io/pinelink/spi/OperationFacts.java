package io.pinelink.spi;

import io.pinelink.model.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The facts about the requests and responses of an operation: their subject, the index that they
 * name, their number of elements, and the members that came with a later API version. An area makes
 * the row of an operation at its first call, since each row loads classes.
 *
 * <p>A connection that is out of sync delivers the response of another call, which the subject
 * reveals. The namespace in the response of a read is not compared, since a read through an alias
 * returns the namespace that served it; neither are texts that the service may normalize, such as
 * the name of a project.
 */
public final class OperationFacts<Q, R> {
  /** The maximum length of names and ids of the service; a longer text is not shown. */
  private static final int MAX_SHOWN = 512;

  private final List<VersionedMember<Q>> members = new ArrayList<>();
  private @Nullable BiFunction<Q, R, @Nullable String> subject;
  private @Nullable Function<Q, String> index;
  private @Nullable ToIntFunction<Q> batchSize;
  private @Nullable ToIntFunction<R> rows;

  OperationFacts() {}

  /** Starts the row of an operation, which gives it the types. */
  public static <Q, R> OperationFacts<Q, R> of(Operation<Q, R> operation) {
    return new OperationFacts<>();
  }

  /** Sets the check that returns what is wrong with the subject of a response; null if nothing. */
  OperationFacts<Q, R> subject(BiFunction<Q, R, @Nullable String> mismatch) {
    subject = mismatch;
    return this;
  }

  /** Sets the name in the request that a response repeats. */
  OperationFacts<Q, R> name(String kind, Function<Q, String> asked, Function<R, String> answered) {
    return subject(comparing(kind, asked, answered, String::equals));
  }

  /** Sets the name of an index, as {@link #name} does; telemetry reports it. */
  OperationFacts<Q, R> indexName(Function<Q, String> asked, Function<R, String> answered) {
    return index(asked).name("index", asked, answered);
  }

  /** Sets the id that a response repeats. Most are UUIDs, so upper and lower case are equal. */
  public OperationFacts<Q, R> id(
      String kind, Function<Q, String> asked, Function<R, String> answered) {
    return subject(comparing(kind, asked, answered, String::equalsIgnoreCase));
  }

  /** Sets the name of the index of a request. */
  OperationFacts<Q, R> index(Function<Q, String> name) {
    index = name;
    return this;
  }

  /** Sets the number of elements of a request; 0 if it selects by a filter instead of a list. */
  OperationFacts<Q, R> batchSize(ToIntFunction<Q> size) {
    batchSize = size;
    return this;
  }

  /** Sets the number of elements of a response that is not a page. */
  OperationFacts<Q, R> rows(ToIntFunction<R> count) {
    rows = count;
    return this;
  }

  /** Adds a member of the request that came later than the operation. */
  OperationFacts<Q, R> since(String first, String member, Predicate<Q> isPresent) {
    return between(first, null, member, isPresent);
  }

  /** Adds a member of the request that later versions lack. */
  OperationFacts<Q, R> until(String last, String member, Predicate<Q> isPresent) {
    return between(null, last, member, isPresent);
  }

  /** Adds a member of the request that only some versions have. */
  OperationFacts<Q, R> between(
      @Nullable String first, @Nullable String last, String member, Predicate<Q> isPresent) {
    members.add(new VersionedMember<>(member, first, last, isPresent));
    return this;
  }

  List<VersionedMember<Q>> members() {
    return Collections.unmodifiableList(members);
  }

  boolean namesSubject() {
    return subject != null;
  }

  @Nullable String mismatch(Q request, R response) {
    return subject == null ? null : subject.apply(request, response);
  }

  Optional<String> index(Q request) {
    return index == null ? Optional.empty() : Optional.of(index.apply(request));
  }

  OptionalInt batchSize(Q request) {
    int size = batchSize == null ? 0 : batchSize.applyAsInt(request);
    return size == 0 ? OptionalInt.empty() : OptionalInt.of(size);
  }

  OptionalInt rows(R response) {
    if (response instanceof Page<?> page) {
      return OptionalInt.of(page.items().size());
    }
    return rows == null ? OptionalInt.empty() : OptionalInt.of(rows.applyAsInt(response));
  }

  private static <Q, R> BiFunction<Q, R, @Nullable String> comparing(
      String kind,
      Function<Q, String> asked,
      Function<R, String> answered,
      BiPredicate<String, String> isSame) {
    return (request, response) -> {
      String expected = asked.apply(request);
      String found = answered.apply(response);
      return found.isEmpty() || isSame.test(found, expected)
          ? null
          : "the answer is about " + kind + " " + quote(found) + ", asked for " + quote(expected);
    };
  }

  /** Returns a description of an id that does not begin with the prefix; null if there is none. */
  static @Nullable String withoutPrefix(List<String> ids, String prefix) {
    for (String id : ids) {
      if (!id.startsWith(prefix)) {
        return "the answer has id " + quote(id) + ", asked for the prefix " + quote(prefix);
      }
    }
    return null;
  }

  /** Returns a description of a response with too many elements; null if they are few enough. */
  static @Nullable String tooMany(String kind, int answered, int asked) {
    return answered > asked
        ? "the answer has " + answered + " " + kind + ", asked for at most " + asked
        : null;
  }

  static String quote(String text) {
    return text.length() > MAX_SHOWN
        ? "(a name of " + text.length() + " characters)"
        : "'" + text + "'";
  }
}
