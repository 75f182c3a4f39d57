package io.pinelink.pipelines.demo;

import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/** The input of a process that does a step for each line of it. */
public final class StepInput {
  /** The line that the process prints after each step. */
  public static final String DONE = "= done";

  private StepInput() {}

  /** A step, given its line. */
  public interface Step {
    /** Does the step. */
    void run(String line) throws Exception;
  }

  /** Does all steps, until the input ends or a step fails. */
  public static void run(Step step) throws Exception {
    try (Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8)) {
      while (lines.hasNextLine()) {
        step.run(lines.nextLine());
        System.out.println(DONE);
      }
    }
  }
}
