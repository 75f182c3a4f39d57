package io.pinelink.quarkus.deployment;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Dev mode: the data of the embedded server survives a change of the code. */
@Tag("slow")
class DevModeTest {
  @RegisterExtension
  static final QuarkusDevModeTest app =
      new QuarkusDevModeTest()
          .withApplicationRoot(
              jar ->
                  jar.addClass(SearchResource.class)
                      .addAsResource(
                          new StringAsset(
                              """
                              quarkus.pinelink.devservices.indexes.tides=2
                              quarkus.otel.sdk.disabled=true
                              """),
                          "application.properties"));

  @Test
  void dataSurvivesAReload() {
    RestAssured.post("/search").then().statusCode(200);
    RestAssured.get("/search").then().body(equalTo("nearest: spring"));

    app.modifySourceFile(SearchResource.class, text -> text.replace("nearest: ", "found: "));

    RestAssured.get("/search").then().body(equalTo("found: spring"));
  }

  @Test
  void aMisspeltPropertyIsShownUntilItIsCorrected() {
    app.modifyResourceFile(
        "application.properties", text -> text + "quarkus.pinelink.route-polcy=as-given\n");
    RestAssured.get("/search")
        .then()
        .statusCode(500)
        .body(containsString("quarkus.pinelink.route-polcy: no such property"));

    app.modifyResourceFile("application.properties", text -> text.replace("polcy", "policy"));
    RestAssured.post("/search").then().statusCode(200);
  }
}
