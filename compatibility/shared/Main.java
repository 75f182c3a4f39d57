package compatibility;

/** Runs the main job without a framework, and then the library beside it. */
public final class Main {
  private Main() {}

  public static void main(String... args) throws Exception {
    System.out.println(MainJob.run());
    System.out.println(Beside.run());
  }
}
