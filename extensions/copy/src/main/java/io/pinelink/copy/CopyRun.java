package io.pinelink.copy;

import static io.pinelink.copy.NamespaceSide.named;

import io.pinelink.Namespaces;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.NamespaceSwap;
import io.pinelink.error.NotFoundException;
import io.pinelink.model.IndexStats;
import io.pinelink.namespaces.ListNamespacesRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A copy of one or more namespaces, one after another.
 *
 * @param <T> what the target contains
 */
record CopyRun<T>(NamespaceSide<T> source, NamespaceSide<T> target) {
  CopyReport run(CopyOptions options) {
    try (CopyCheckpoint checkpoint =
        CopyCheckpoint.open(
            options.isDryRun() ? null : options.bulk().checkpoint().orElse(null),
            description(options))) {
      IndexStats from = source.stats();
      IndexStats to = target.stats();
      new SideCheck(source, target, options).check(from, to);
      List<NamespaceCopyReport> reports = new ArrayList<>();
      boolean done = true;
      Map<String, Optional<MirrorPlan>> plans = plans(options);
      checkpoint.begin();
      for (Map.Entry<String, Optional<MirrorPlan>> entry : plans.entrySet()) {
        NamespaceCopyReport report =
            copy(entry.getKey(), checkpoint, options, entry.getValue(), from);
        reports.add(report);
        done &= isDone(report);
        if (report.ending() != BulkOutcome.COMPLETE) {
          break;
        }
      }
      if (done && !options.isDryRun()) {
        checkpoint.remove();
      }
      CopyReport report = new CopyResult(reports);
      if (!done && !options.bulk().collectsFailures()) {
        throw new CopyException(report);
      }
      return report;
    }
  }

  private static boolean isDone(NamespaceCopyReport report) {
    return report.isComplete() && report.deletes().map(BulkReport::isClean).orElse(true);
  }

  private String description(CopyOptions options) {
    String from = source.description();
    String to = target.description();
    String what = "all namespaces";
    if (options.namespaces().isPresent()) {
      what =
          options.namespaces().get().stream()
              .map(name -> "'" + name + "'")
              .collect(Collectors.joining(", ", "namespaces ", ""));
    } else if (!options.copiesAllNamespaces()) {
      what = "namespace '" + source.namespace() + "'";
      to = "namespace '" + target.namespace() + "' of " + to;
    }
    if (from.equals(target.description())
        && (to.equals(from) || source.namespace().equals(target.namespace()))) {
      throw new IllegalArgumentException(
          "source and target are both " + what + " of " + from + ", expected different ones");
    }
    return "copy of " + what + " of " + from + " to " + to;
  }

  /**
   * Returns the names of the namespaces in order; one empty name for the namespaces of the views.
   */
  private Collection<String> names(CopyOptions options) {
    if (options.namespaces().isPresent()) {
      return options.namespaces().get();
    }
    if (!options.copiesAllNamespaces()) {
      return List.of("");
    }
    return source.namespaces().listAll(ListNamespacesRequest.all()).stream()
        .map(namespace -> named(namespace.name()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Returns the namespaces in order, with what a mirror would delete; without a mirror, that is not
   * known.
   *
   * @throws IllegalArgumentException if a mirror would delete more than the options allow
   */
  private Map<String, Optional<MirrorPlan>> plans(CopyOptions options) {
    Map<String, Optional<MirrorPlan>> plans = new LinkedHashMap<>();
    for (String name : names(options)) {
      Optional<MirrorPlan> plan = Optional.empty();
      if (options.mirrors()) {
        Mirror mirror = new Mirror(side(source, name), side(target, name), options);
        plan = Optional.of(mirror.plan());
      }
      plans.put(name, plan);
    }
    boolean isEmpty =
        options.copiesAllNamespaces()
            && plans.values().stream()
                .allMatch(plan -> plan.stream().allMatch(MirrorPlan::isSourceEmpty));
    if (options.mirrors() && isEmpty && !options.isDryRun() && !options.allowsEmptySource()) {
      throw new IllegalArgumentException(
          "the source %s has no items to mirror, and allowEmptySource is not set"
              .formatted(source.description()));
    }
    return plans;
  }

  private static <T> NamespaceSide<T> side(NamespaceSide<T> view, String name) {
    return name.isEmpty() ? view : view.inNamespace(name);
  }

  private NamespaceCopyReport copy(
      String name,
      CopyCheckpoint checkpoint,
      CopyOptions options,
      Optional<MirrorPlan> plan,
      IndexStats stats) {
    NamespaceSide<T> from = side(source, name);
    NamespaceSide<T> to = side(target, name);
    Optional<NamespaceSwap> swap =
        options.alias().map(alias -> NamespaceSwap.of(alias, named(to.namespace())));
    swap.ifPresent(alias -> exists(to.namespaces(), alias));
    SingleCopy<T> copy =
        new SingleCopy<>(name, from, to, options, checkpoint, plan, from.count(stats));
    if (options.isDryRun()) {
      return copy.nothing();
    }
    NamespaceCopyResult report = copy.run();
    if (report.isClean() && swap.isPresent()) {
      point(to.namespaces(), swap.get());
      return report.with(report.deletes(), report.comparison(), Optional.of(swap.get().alias()));
    }
    return report;
  }

  /**
   * Returns whether an alias exists.
   *
   * @throws IllegalStateException if it points to the namespace already
   */
  private static boolean exists(Namespaces<?> namespaces, NamespaceSwap swap) {
    String current;
    try {
      current = namespaces.describeAlias(swap.alias()).targetNamespace();
    } catch (NotFoundException e) {
      return false;
    }
    if (current.equals(swap.namespace())) {
      throw new IllegalStateException(
          ("alias '%s' points to namespace '%s' already; load another namespace, so"
                  + " that readers never see half of the new data")
              .formatted(swap.alias(), current));
    }
    return true;
  }

  private static void point(Namespaces<?> namespaces, NamespaceSwap swap) {
    if (exists(namespaces, swap)) {
      namespaces.repointAlias(swap.alias(), swap.namespace());
    } else {
      namespaces.createAlias(swap.alias(), swap.namespace());
    }
  }

  /** Returns what is copied, and where to. */
  @Override
  public String toString() {
    return "copy of namespace '%s' of %s to namespace '%s' of %s"
        .formatted(
            source.namespace(), source.description(), target.namespace(), target.description());
  }

  /** A {@link CopyReport}. */
  record CopyResult(List<NamespaceCopyReport> namespaces) implements CopyReport {
    CopyResult {
      namespaces = List.copyOf(namespaces);
    }

    @Override
    public long copied() {
      return namespaces.stream().mapToLong(NamespaceCopyReport::copied).sum();
    }

    @Override
    public long failed() {
      return namespaces.stream().mapToLong(part -> part.found() - part.copied()).sum();
    }

    @Override
    public boolean isClean() {
      return namespaces.stream().allMatch(NamespaceCopyReport::isClean);
    }

    /** Returns the outcome of each namespace. */
    @Override
    public String toString() {
      return "CopyReport" + namespaces;
    }
  }
}
