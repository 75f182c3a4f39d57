package compatibility;

/** A class of the library beside, which the row names: it is loaded and initialized. */
final class Beside {
  private Beside() {}

  static String run() throws ClassNotFoundException {
    return Class.forName(System.getProperty("beside")).getName() + " is there";
  }
}
