/** Pinelink for Kotlin. */
module io.pinelink.kotlin {
  requires transitive io.pinelink;
  requires transitive kotlin.stdlib;
  requires transitive kotlinx.coroutines.core;
  requires kotlinx.coroutines.jdk9;

  exports io.pinelink.kotlin;
}
