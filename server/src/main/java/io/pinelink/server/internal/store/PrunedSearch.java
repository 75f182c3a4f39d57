package io.pinelink.server.internal.store;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/**
 * A search over the 8-bit codes of dense values, which scores only those records exactly that can
 * be among the best. The results are the same as if all were scored.
 *
 * <p>Beside the records, the codes take one byte for each value, and 16 for each record.
 */
final class PrunedSearch {
  /** Scoring one record of so many exactly costs less than a pass over their codes. */
  private static final int FEW = 20;

  private final RecordView view;
  private final ExactKernel scoring;
  private final int dimension;
  private final CodedQuery query;
  private final Predicate<Map<String, Object>> filter;
  private final boolean isOnColumns;
  private final int limit;
  private final Floor floor = new Floor();

  /**
   * @param scoring by finite dense values only
   */
  PrunedSearch(
      RecordView view, ExactKernel scoring, Predicate<Map<String, Object>> filter, int limit) {
    this.view = view;
    this.scoring = scoring;
    this.dimension = scoring.codedDimension();
    this.query = scoring.coded();
    this.filter = filter;
    this.isOnColumns = view.hasColumns(filter);
    this.limit = limit;
  }

  /** Returns the nearest records, best first. */
  List<ScoredRecord> run() {
    int count = view.blockCount();
    if ((long) view.size() * dimension < view.sizes().sharedValues()) {
      Part all = new Part();
      for (int i = 0; i < count; i++) {
        all.accept(i);
      }
      return all.best.sorted();
    }
    BestMatches best = new BestMatches(limit, scoring.metric());
    SharedWork.run(count, Part::new).forEach(part -> part.best.forEach(best::add));
    return best.sorted();
  }

  /** The bound below which no record is among the best, shared by the threads of a search. */
  private static final class Floor {
    private volatile double value = Double.NEGATIVE_INFINITY;

    double value() {
      return value;
    }

    void raise(double bound) {
      if (bound > value) {
        raiseTogether(bound);
      }
    }

    private synchronized void raiseTogether(double bound) {
      value = Math.max(value, bound);
    }
  }

  /** The part of a search that one thread does. */
  private final class Part implements IntConsumer {
    private final int[] products = new int[view.blockSize()];
    private final int[] candidates = new int[view.blockSize()];
    final BestMatches best = new BestMatches(limit, scoring.metric());

    @Override
    public void accept(int number) {
      RecordBlock block = view.block(number);
      CodeBlock codes = block.codes(dimension);
      if (isOnColumns) {
        selected(block, codes, view.select(number, filter), view.slots(number));
      } else {
        all(block, codes, number);
      }
    }

    private void all(RecordBlock block, CodeBlock codes, int number) {
      int found = candidates(codes, view.slots(number));
      for (int i = 0; i < found; i++) {
        int slot = candidates[i];
        // The floor may be higher now.
        if (view.isLive(number, slot)
            && isCandidate(codes, slot)
            && filter.test(block.record(slot).metadata())) {
          score(block, codes, slot);
        }
      }
    }

    private void selected(RecordBlock block, CodeBlock codes, BitSet selected, int count) {
      if (selected.cardinality() > count / FEW) {
        int found = candidates(codes, count);
        for (int i = 0; i < found; i++) {
          if (selected.get(candidates[i]) && isCandidate(codes, candidates[i])) {
            score(block, codes, candidates[i]);
          }
        }
      } else {
        for (int slot = selected.nextSetBit(0); slot >= 0; slot = selected.nextSetBit(slot + 1)) {
          score(block, codes, slot);
        }
      }
    }

    private int candidates(CodeBlock codes, int count) {
      codes.multiply(query.codes(), products);
      return query.candidates(codes, products, count, floor.value(), candidates);
    }

    private boolean isCandidate(CodeBlock codes, int slot) {
      // Negated so that a bound that is not a number leaves nothing out.
      return !(query.bound(codes, slot, products[slot]) < floor.value());
    }

    private void score(RecordBlock block, CodeBlock codes, int slot) {
      if (!codes.isCoded(slot)) {
        return;
      }
      StoredVector record = block.record(slot);
      best.add(record, scoring.score(record, codes.norm(slot)));
      if (best.isFull()) {
        floor.raise(best.floor());
      }
    }
  }
}
