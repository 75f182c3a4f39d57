package io.pinelink.rest.codec;

import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The splitting of a fetch with more ids than one URL holds. The ids of a fetch are part of its
 * URL, and intermediaries need not support more than 8,000 bytes (RFC 9110, section 4.1), while
 * 1,000 ids may take 64 times that.
 */
final class FetchParts {
  static final int MAX_PATH = 8_000;

  private FetchParts() {}

  /** Returns requests with as many ids as fit in a URL, in the order of the ids. */
  static List<FetchRequest> split(FetchRequest request, String namespace) {
    List<FetchRequest> parts = new ArrayList<>();
    int without = path(List.of(), namespace).length();
    int begin = 0;
    int length = without;
    for (int i = 0; i < request.ids().size(); i++) {
      int more = "&ids=".length() + RestRequest.escape(request.ids().get(i)).length();
      if (i > begin && length + more > MAX_PATH) {
        parts.add(part(request, begin, i));
        begin = i;
        length = without;
      }
      length += more;
    }
    parts.add(part(request, begin, request.ids().size()));
    return parts;
  }

  private static FetchRequest part(FetchRequest request, int begin, int end) {
    return request.toBuilder().ids(request.ids().subList(begin, end)).build();
  }

  static String path(FetchRequest request, String namespace) {
    return path(request.ids(), namespace);
  }

  private static String path(List<String> ids, String namespace) {
    UrlQuery query = new UrlQuery("/vectors/fetch");
    ids.forEach(id -> query.add("ids", id));
    return query.addUnlessEmpty("namespace", namespace).path();
  }

  /**
   * Joins the responses to two parts. Usage is the sum of what they report; all else in the result
   * is true of both.
   */
  static FetchResponse join(FetchResponse first, FetchResponse second) {
    Map<String, Vector> vectors = new LinkedHashMap<>();
    Optional<DenseColumns> columns =
        first
            .columns()
            .flatMap(
                own -> second.columns().map(other -> joined(first, own, second, other, vectors)));
    if (columns.isEmpty()) {
      vectors.putAll(first.vectors());
      vectors.putAll(second.vectors());
    }
    ResponseInfo info = first.info();
    return new VectorResponses.FetchResult(
        vectors,
        first.namespace(),
        total(first.readUnits(), second.readUnits()),
        total(first.egressBytes(), second.egressBytes()),
        columns,
        VectorResponses.info(
            info.requestId().orElse(null),
            info.namespace(),
            boxed(info.writeLsn()),
            lower(info.readLsn(), second.info().readLsn()),
            sum(info.serverDuration(), second.info().serverDuration()).orElse(null),
            info.route(),
            info.protocol(),
            info.attempts()));
  }

  /**
   * Moves the dense values of the second response to the array of the first one, and releases its
   * own for the next part.
   *
   * @param into receives the vectors of both
   */
  private static DenseColumns joined(
      FetchResponse first,
      DenseColumns own,
      FetchResponse second,
      DenseColumns other,
      Map<String, Vector> into) {
    DenseColumns.Builder joined = new DenseColumns.Builder(own);
    joined.reserve(0, second.vectors().values().stream().mapToInt(Vector::dimension).sum());
    for (String id : own.ids()) {
      into.put(id, vector(first, id));
    }
    for (String id : other.ids()) {
      into.put(id, joined.copyOf(vector(second, id)));
    }
    other.release();
    return joined.ofVectors(into);
  }

  private static Vector vector(FetchResponse response, String id) {
    return Objects.requireNonNull(response.vectors().get(id), id);
  }

  /** Adds what the parts report, as a bill does; empty if none does. */
  private static OptionalLong total(OptionalLong one, OptionalLong other) {
    return one.isPresent() && other.isPresent()
        ? OptionalLong.of(one.getAsLong() + other.getAsLong())
        : one.isPresent() ? one : other;
  }

  private static @Nullable Long lower(OptionalLong one, OptionalLong other) {
    return one.isPresent() && other.isPresent()
        ? Long.valueOf(Math.min(one.getAsLong(), other.getAsLong()))
        : null;
  }

  private static Optional<Duration> sum(Optional<Duration> one, Optional<Duration> other) {
    return one.flatMap(first -> other.map(first::plus));
  }

  private static @Nullable Long boxed(OptionalLong number) {
    return number.isPresent() ? Long.valueOf(number.getAsLong()) : null;
  }
}
