package io.pinelink.cli.transfer;

import io.pinelink.cli.output.Confirmation;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.copy.CopyReport;
import io.pinelink.copy.MirrorPlan;
import io.pinelink.copy.NamespaceCopyReport;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The questions before a mirror deletes something, with the numbers of a dry run. */
final class MirrorQuestion {
  private static final int NAMED = 20;

  private final CopyCommand copy;
  private final List<NamespaceCopyReport> parts;

  MirrorQuestion(CopyCommand copy, CopyReport dryRun) {
    this.copy = copy;
    this.parts = dryRun.namespaces();
  }

  private static MirrorPlan plan(NamespaceCopyReport part) {
    return part.mirrorPlan().orElseThrow();
  }

  /**
   * Checks that the mirror would not be refused.
   *
   * @throws FailedCommand if a source is empty, or more would be deleted than is allowed
   */
  void check() {
    checkSources();
    List<NamespaceCopyReport> large = large();
    if (!large.isEmpty()) {
      throw FailedCommand.invalid("the copy would ask whether to " + action(large) + excess());
    }
  }

  /**
   * Asks whether to delete, and again if it is much. Returns the share that may be deleted.
   *
   * @throws FailedCommand if a source is empty, or the user does not agree
   */
  double ask(Confirmation confirmation) {
    checkSources();
    confirmation.require(action(parts) + ", once they are copied");
    List<NamespaceCopyReport> large = large();
    if (large.isEmpty()) {
      return copy.maxDeletedShare;
    }
    confirmation.requireDespiteYes(action(large) + excess(), "--max-deleted-share 1");
    return 1;
  }

  private void checkSources() {
    if (copy.allowEmptySource) {
      return;
    }
    List<NamespaceCopyReport> empty = matching(plan -> plan.isSourceEmpty());
    List<NamespaceCopyReport> lost =
        copy.allNamespaces && empty.size() < parts.size()
            ? matching(plan -> plan.isSourceEmpty() && plan.deletes() > 0)
            : empty;
    if (!lost.isEmpty() || parts.isEmpty()) {
      throw FailedCommand.invalid(
          source(lost)
              + " is empty or does not exist: this would "
              + action(lost)
              + "; add --allow-empty-source if that is intended");
    }
  }

  private List<NamespaceCopyReport> large() {
    return matching(plan -> !plan.isSourceEmpty() && plan.deletedShare() > copy.maxDeletedShare);
  }

  private List<NamespaceCopyReport> matching(Predicate<MirrorPlan> condition) {
    return parts.stream().filter(part -> condition.test(plan(part))).toList();
  }

  private String excess() {
    return ", which is more than --max-deleted-share " + copy.maxDeletedShare;
  }

  private String source(List<NamespaceCopyReport> some) {
    return some.size() == 1
        ? "namespace '%s' of '%s'"
            .formatted(CopyOutput.named(some.get(0).source()), copy.from().target())
        : "'" + copy.from().target() + "'";
  }

  /** Returns what would be deleted, such as {@code delete 2 of the 7 items of namespace 'en' …}. */
  private String action(List<NamespaceCopyReport> some) {
    String target = "'" + copy.to().target() + "'";
    if (some.size() == 1) {
      NamespaceCopyReport part = some.get(0);
      return "delete %s of the %s items of namespace '%s' of %s, which %s does not have"
          .formatted(
              plan(part).deletes(),
              plan(part).targetItems(),
              CopyOutput.named(part.target()),
              target,
              source(some));
    }
    List<NamespaceCopyReport> affected =
        some.stream().filter(part -> plan(part).deletes() > 0).toList();
    String names =
        affected.stream()
            .limit(NAMED)
            .map(
                part ->
                    "%s %s of %s"
                        .formatted(
                            CopyOutput.named(part.target()),
                            plan(part).deletes(),
                            plan(part).targetItems()))
            .collect(Collectors.joining(", "));
    return "delete "
        + some.stream().mapToLong(part -> plan(part).deletes()).sum()
        + " of the "
        + some.stream().mapToLong(part -> plan(part).targetItems()).sum()
        + " items of "
        + some.size()
        + " namespaces of "
        + target
        + (names.isEmpty() ? "" : " (" + names + (affected.size() > NAMED ? ", …" : "") + ")")
        + ", which "
        + source(some)
        + " does not have";
  }
}
