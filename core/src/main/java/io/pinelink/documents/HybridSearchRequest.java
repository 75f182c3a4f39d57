package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Several searches whose rankings are fused into one, for example a search for words and a search
 * for meaning.
 *
 * <pre>{@code
 * HybridSearchRequest.builder(
 *         RankedSearch.of("words", words),
 *         RankedSearch.of("meaning", meaning).withWeight(0.7))
 *     .topK(10)
 *     .build()
 * }</pre>
 *
 * <p>Rankings are fused by reciprocal rank: the score of a document is the sum of {@code weight /
 * (rankConstant + rank)} over the rankings that it is in, where the best document of a ranking has
 * the rank 1. Scores of the searches themselves are not used, so searches of any kind can be
 * combined. See {@code docs/decisions/hybrid-search.md}.
 *
 * <p>Each search should find more documents than the hybrid search returns: its {@code topK} limits
 * the ranking, and a document below it counts as not found.
 *
 * <p>Immutable and thread-safe. The client fuses the rankings; the service has no such operation in
 * API version 2026-07.
 */
public final class HybridSearchRequest extends Built<HybridSearchRequest.Builder> {

  private HybridSearchRequest(Builder builder) {
    super(builder);
  }

  /**
   * Returns a hybrid search with the default settings.
   *
   * @param searches as for {@link #builder}
   */
  public static HybridSearchRequest of(RankedSearch... searches) {
    return builder(searches).build();
  }

  /**
   * Creates a builder for a hybrid search.
   *
   * @param searches at least one, with different names
   * @throws IllegalArgumentException if there is none, or two have the same name
   */
  public static Builder builder(RankedSearch... searches) {
    return new Builder(Check.copy("searches", searches));
  }

  public List<RankedSearch> searches() {
    return settings.searches;
  }

  public int topK() {
    return settings.topK;
  }

  public int rankConstant() {
    return settings.rankConstant;
  }

  /**
   * Returns the highest score that a match can have, for a document that is first in all rankings:
   * the sum of {@code weight / (rankConstant + 1)}. Scores divided by it are between 0 and 1.
   */
  public double maxScore() {
    // The order of addition affects the last digit. The fusion also adds in ascending order.
    return settings.searches.stream()
        .mapToDouble(search -> search.weight() / (settings.rankConstant + 1))
        .sorted()
        .reduce(0, Double::sum);
  }

  public int concurrency() {
    return settings.concurrency;
  }

  /** Returns the searches, without their texts and values, and the number of matches. */
  @Override
  public String toString() {
    return "HybridSearchRequest[" + settings.searches + ", topK " + settings.topK + "]";
  }

  /** Builds a {@link HybridSearchRequest}. */
  public static final class Builder extends Settings {
    private final List<RankedSearch> searches;
    private int topK = 10;
    private int rankConstant = 60;
    private int concurrency = 16;

    private Builder(List<RankedSearch> searches) {
      this.searches = searches;
      if (searches.isEmpty()) {
        throw new IllegalArgumentException("searches are empty, expected at least one");
      }
      Set<String> names = new HashSet<>();
      for (RankedSearch search : searches) {
        if (!names.add(search.name())) {
          throw new IllegalArgumentException(
              "name '" + search.name() + "' is given to two searches, expected different names");
        }
      }
    }

    /** Sets the maximum number of matches, 1 to 10,000. Default: 10. */
    public Builder topK(int topK) {
      this.topK = Check.range("topK", topK, 1, 10_000);
      return this;
    }

    /**
     * Sets the number that is added to ranks, 1 to 10,000. The higher it is, the less it matters
     * whether a document is at the top of a ranking or further down. Default: 60.
     */
    public Builder rankConstant(int rankConstant) {
      this.rankConstant = Check.range("rankConstant", rankConstant, 1, 10_000);
      return this;
    }

    /**
     * Sets the maximum number of calls at the same time, 1 to 1,000. There is one call for each
     * namespace of each search. Default: 16.
     */
    public Builder concurrency(int concurrency) {
      this.concurrency = Check.range("concurrency", concurrency, 1, 1_000);
      return this;
    }

    /** Builds the request. */
    public HybridSearchRequest build() {
      return new HybridSearchRequest(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(searches, topK, rankConstant, concurrency);
    }
  }
}
