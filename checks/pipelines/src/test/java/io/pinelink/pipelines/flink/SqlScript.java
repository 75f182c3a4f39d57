package io.pinelink.pipelines.flink;

import io.pinelink.pipelines.demo.StepInput;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** Executes the statements of files one after another, and prints them with their results. */
public final class SqlScript {
  private SqlScript() {}

  /**
   * Runs the files that the lines of the input name, whose statements end with a semicolon and a
   * line end, and prints a line after each.
   */
  public static void main(String... args) throws Exception {
    StreamTableEnvironment sql =
        StreamTableEnvironment.create(StreamExecutionEnvironment.getExecutionEnvironment());
    StepInput.run(file -> run(sql, Files.readString(Path.of(file))));
  }

  private static void run(StreamTableEnvironment sql, String script) throws Exception {
    for (String statement : script.split(";\n", 0)) {
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
