package io.pinelink.server.internal.fulltext;

import io.pinelink.server.internal.wire.RpcException;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;

/** An upper bound of boosts, with which every score is a finite number. */
final class BoostLimit {
  /** The maximum of a boost, and of the product of the boosts of nested groups. */
  static final float MAX = 1e30f;

  private BoostLimit() {}

  /** Refuses a query if the product of nested boosts exceeds the maximum. */
  static void check(Query query) {
    check(query, 1);
  }

  private static void check(Query query, double product) {
    if (product > MAX) {
      throw RpcException.invalid(
          "the boosts of query_string multiply to %s, expected at most %s"
              .formatted((float) product, MAX));
    }
    if (query instanceof BoostQuery boosted) {
      check(boosted.getQuery(), product * boosted.getBoost());
    } else if (query instanceof BooleanQuery combined) {
      for (BooleanClause clause : combined) {
        check(clause.getQuery(), product);
      }
    }
  }
}
