package io.pinelink.conformance;

import io.pinelink.model.Protocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One assumption about the service, and the check of it.
 *
 * @param id the name in reports and options
 * @param area the part of the service
 * @param assumption what the service is assumed to do
 * @param source where the assumption is from
 * @param plan the smallest plan that can try it
 * @param protocols the protocols over which it is checked, one at a time
 * @param needs the index that the check uses; null for none
 * @param cost what one check costs at most
 * @param check compares the service with the assumption
 */
record ConformanceRow(
    String id,
    String area,
    String assumption,
    String source,
    ServicePlan plan,
    List<Protocol> protocols,
    @Nullable Fixture needs,
    RunCost cost,
    Check check) {
  /** The page in which assumptions about the newest version of the API are decided. */
  static final String DECISION = "docs/decisions/api-2026-07.md";

  private static final List<Protocol> BOTH = List.of(Protocol.REST, Protocol.GRPC);
  private static final RunCost USUAL = new RunCost(4, 2, 0, 0);

  /** A comparison of the service with an assumption. */
  @FunctionalInterface
  interface Check {
    RowVerdict run(RowLab lab);
  }

  ConformanceRow {
    protocols = List.copyOf(protocols);
  }

  /** Creates a row over REST that needs no index and no paid plan. */
  static ConformanceRow of(String area, String id, String assumption, Check check) {
    return new ConformanceRow(
        id,
        area,
        assumption,
        DECISION,
        ServicePlan.STARTER,
        List.of(Protocol.REST),
        null,
        USUAL,
        check);
  }

  /** Returns whether the check sends requests to the host of an index. */
  boolean isData() {
    return cost.reads() + cost.writes() > 0;
  }

  /** Returns the row of an assumption from another page. */
  ConformanceRow from(String page) {
    return new ConformanceRow(id, area, assumption, page, plan, protocols, needs, cost, check);
  }

  ConformanceRow on(Fixture index) {
    return new ConformanceRow(id, area, assumption, source, plan, protocols, index, cost, check);
  }

  ConformanceRow overBoth() {
    return new ConformanceRow(id, area, assumption, source, plan, BOTH, needs, cost, check);
  }

  ConformanceRow overGrpc() {
    return new ConformanceRow(
        id, area, assumption, source, plan, List.of(Protocol.GRPC), needs, cost, check);
  }

  ConformanceRow needing(ServicePlan larger) {
    return new ConformanceRow(id, area, assumption, source, larger, protocols, needs, cost, check);
  }

  /** Returns the row with another bound of its cost. */
  ConformanceRow costing(int reads, int writes, int others) {
    RunCost own = new RunCost(reads, writes, others, cost.indexes());
    return new ConformanceRow(id, area, assumption, source, plan, protocols, needs, own, check);
  }

  /** Returns the row of a check that creates indexes of its own. */
  ConformanceRow creating(int indexes) {
    RunCost own = new RunCost(cost.reads(), cost.writes(), cost.others(), indexes);
    return new ConformanceRow(id, area, assumption, source, plan, protocols, needs, own, check);
  }
}
