package io.pinelink.internal.search;

import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.HybridMatch;
import io.pinelink.documents.HybridMatch.Placement;
import io.pinelink.documents.HybridSearchResponse;
import io.pinelink.documents.RankedSearch;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.model.ResponseInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fusion of rankings by reciprocal rank. Not thread-safe. */
final class RankFusion {
  private static final Comparator<HybridMatch> BEST_FIRST =
      Comparator.comparingDouble(HybridMatch::score)
          .reversed()
          .thenComparing(HybridMatch::id)
          .thenComparing(HybridMatch::namespace);

  private final int rankConstant;
  private final Map<Key, Fused> found = new HashMap<>();
  private final Map<String, List<ResponseInfo>> infos = new LinkedHashMap<>();
  private final ReportedTotal readUnits = new ReportedTotal();
  private final ReportedTotal egress = new ReportedTotal();

  RankFusion(int rankConstant) {
    this.rankConstant = rankConstant;
  }

  /** Adds a ranking; call it for each namespace of one search in turn. */
  void add(RankedSearch search, SearchDocumentsResponse response) {
    Set<String> ids = new HashSet<>();
    for (DocumentMatch match : response.matches()) {
      if (ids.add(match.id())) {
        found
            .computeIfAbsent(
                new Key(match.id(), response.namespace()), key -> new Fused(rankConstant))
            .add(search, ids.size(), match);
      }
    }
    readUnits.add(response.readUnits());
    egress.add(response.egressBytes());
    infos.computeIfAbsent(search.name(), name -> new ArrayList<>()).add(response.info());
  }

  HybridSearchResponse response(int topK) {
    List<HybridMatch> matches =
        found.entrySet().stream()
            .map(entry -> entry.getValue().match(entry.getKey()))
            .sorted(BEST_FIRST)
            .limit(topK)
            .toList();
    return new DocumentResponses.HybridSearchResult(
        matches, readUnits.total(), egress.total(), infos);
  }

  private record Key(String id, String namespace) {}

  /** A document with its places so far. */
  private static final class Fused {
    private final int rankConstant;
    private final Map<String, Placement> ranks = new LinkedHashMap<>();
    private final Map<String, Double> terms = new HashMap<>();
    private DocumentFields fields = DocumentFields.empty();

    Fused(int rankConstant) {
      this.rankConstant = rankConstant;
    }

    void add(RankedSearch search, int rank, DocumentMatch match) {
      // An alias and its target among the namespaces of a search find the same documents.
      ranks.merge(
          search.name(),
          new DocumentResponses.PlacementResult(rank, match.score()),
          (a, b) -> a.rank() <= b.rank() ? a : b);
      terms.merge(search.name(), search.weight() / (rankConstant + rank), Math::max);
      fields = merged(fields, match.fields());
    }

    private static DocumentFields merged(DocumentFields first, DocumentFields second) {
      if (first.names().containsAll(second.names())) {
        return first;
      }
      Map<String, @Nullable Object> both = new LinkedHashMap<>(first.asMap());
      second.asMap().forEach(both::putIfAbsent);
      return DocumentResponses.fields(both);
    }

    HybridMatch match(Key key) {
      // The order of addition affects the last digit. In one order, the same ranks in different
      // searches are a tie.
      double score =
          terms.values().stream().mapToDouble(Double::doubleValue).sorted().reduce(0, Double::sum);
      return new DocumentResponses.HybridMatchResult(
          key.id(), key.namespace(), score, ranks, fields);
    }
  }
}
