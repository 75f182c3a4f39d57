package io.pinelink.pipelines.flink;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** Executes the statements of a file one after another, and prints them with their results. */
public final class SqlScript {
  private SqlScript() {}

  /** Runs the script. Argument: the file, whose statements end with a semicolon and a line end. */
  public static void main(String... args) throws Exception {
    StreamTableEnvironment sql =
        StreamTableEnvironment.create(StreamExecutionEnvironment.getExecutionEnvironment());
    for (String statement : Files.readString(Path.of(args[0])).split(";\n", 0)) {
      System.out.println("\n" + statement.strip() + ";");
      TableResult result = sql.executeSql(statement);
      if (statement.strip().startsWith("INSERT")) {
        result.await();
      } else if (statement.strip().startsWith("SELECT")) {
        result.print();
      }
    }
  }
}
