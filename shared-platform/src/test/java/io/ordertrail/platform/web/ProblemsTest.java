package io.ordertrail.platform.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.options;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** Each kind of error is answered with the status, code and field that the API promises. */
@WebMvcTest(SampleController.class)
@ExtendWith(OutputCaptureExtension.class)
class ProblemsTest {

    @Autowired
    private MockMvc mvc;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"lines\":                                        | MALFORMED_JSON |",
            "nonsense                                           | MALFORMED_JSON |",
            "{\"name\":\"a\"} {\"name\":\"b\"}                  | MALFORMED_JSON |",
            "{\"name\":'a'}                                     | MALFORMED_JSON |",
            "{\"size\":01}                                      | MALFORMED_JSON |",
            "{\"size\":NaN}                                     | MALFORMED_JSON |",
            "[]                                                 | INVALID | ``",
            "\"text\"                                           | INVALID | ``",
            "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":\"5\"}]} | INVALID | /lines/0/quantity",
            "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":5.0}]}   | INVALID | /lines/0/quantity",
            "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":1.5}]}   | INVALID | /lines/0/quantity",
            "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":1e2}]}   | INVALID | /lines/0/quantity",
            "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":true}]}  | INVALID | /lines/0/quantity",
            "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":\"\"}]}  | INVALID | /lines/0/quantity",
            "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":[1]}]}   | INVALID | /lines/0/quantity",
            "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":{}}]}    | INVALID | /lines/0/quantity",
            "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":99999999999}]} | INVALID | /lines/0/quantity",
            "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":-1}]}    | INVALID | /lines/0/quantity",
            "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":0}]}     | INVALID | /lines/0/quantity",
            "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":1001}]}  | INVALID | /lines/0/quantity",
            "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":1},{\"menuItemId\":\"2\"}]} | INVALID | /lines/1/quantity",
            "{\"lines\":[{\"menuItemId\":5,\"quantity\":1}]}         | INVALID | /lines/0/menuItemId",
            "{\"lines\":[{\"menuItemId\":\" \",\"quantity\":1}]}     | INVALID | /lines/0/menuItemId",
            "{\"lines\":[null]}                                 | INVALID | /lines/0",
            "{\"lines\":[5]}                                    | INVALID | /lines/0",
            "{\"lines\":[\"\"]}                                 | INVALID | /lines/0",
            "{\"lines\":[]}                                     | INVALID | /lines",
            "{\"lines\":{}}                                     | INVALID | /lines",
            "{\"lines\":\"\"}                                   | INVALID | /lines",
            "{\"orderLimit\":{\"amount\":5,\"currency\":\"EUR\"}}         | INVALID | /orderLimit/amount",
            "{\"orderLimit\":{\"amount\":5.0,\"currency\":\"EUR\"}}       | INVALID | /orderLimit/amount",
            "{\"orderLimit\":{\"amount\":\"5,0\",\"currency\":\"EUR\"}}   | INVALID | /orderLimit/amount",
            "{\"orderLimit\":{\"amount\":\"-5\",\"currency\":\"EUR\"}}    | INVALID | /orderLimit/amount",
            "{\"orderLimit\":{\"amount\":\"1.234\",\"currency\":\"EUR\"}} | INVALID | /orderLimit/amount",
            "{\"orderLimit\":{\"amount\":\"0\",\"currency\":\"EUR\"}}     | INVALID | /orderLimit/amount",
            "{\"orderLimit\":{\"amount\":\"1\",\"currency\":\"XXX\"}}     | INVALID | /orderLimit/currency",
            "{\"orderLimit\":{\"amount\":\"1\",\"currency\":\"euro\"}}    | INVALID | /orderLimit/currency",
            "{\"orderLimit\":{\"amount\":\"1\",\"currency\":7}}           | INVALID | /orderLimit/currency",
            "{\"orderLimit\":{\"currency\":\"EUR\"}}                      | INVALID | /orderLimit/amount",
            "{\"orderLimit\":\"5 EUR\"}                         | INVALID | /orderLimit",
            "{\"requestedFor\":\"2026-11-21T18:00:00\"}         | INVALID | /requestedFor",
            "{\"requestedFor\":\"2026-11-21\"}                  | INVALID | /requestedFor",
            "{\"requestedFor\":\"\"}                            | INVALID | /requestedFor",
            "{\"requestedFor\":1700000000}                      | INVALID | /requestedFor",
            "{\"requestedFor\":1700000000.5}                    | INVALID | /requestedFor",
            "{\"requestedFor\":\"+999999999-01-01T00:00:00Z\"}  | INVALID | /requestedFor",
            "{\"location\":{\"lat\":91,\"lon\":0}}              | INVALID | /location/lat",
            "{\"location\":{\"lat\":\"47\",\"lon\":0}}          | INVALID | /location/lat",
            "{\"location\":{\"lat\":47}}                        | INVALID | /location/lon",
            "{\"location\":{\"lat\":1e999,\"lon\":0}}           | INVALID | /location/lat",
            "{\"status\":\"NO_SUCH\"}                           | INVALID | /status",
            "{\"status\":\"\"}                                  | INVALID | /status",
            "{\"status\":1}                                     | INVALID | /status",
            "{\"flag\":\"true\"}                                | INVALID | /flag",
            "{\"flag\":1}                                       | INVALID | /flag",
            "{\"consumerId\":5}                                 | INVALID | /consumerId",
            "{\"consumerId\":{}}                                | INVALID | /consumerId",
            "{\"timeZone\":\"Mars/Olympus\"}                    | INVALID | /timeZone",
            "{\"timeZone\":5}                                   | INVALID | /timeZone",
            "{\"currency\":\"euro\"}                            | INVALID | /currency",
            "{\"currency\":\"\"}                                | INVALID | /currency",
            "{\"capacity\":\"\"}                                | INVALID | /capacity",
            "{\"box\":{}}  | INVALID | /box/size",
            "{\"box\":{\"size\":null}}                                    | INVALID | /box/size",
            "{\"box\":{\"size\":\"5\"}}                                   | INVALID | /box/size",
            "{\"box\":{\"size\":5.0}}                                     | INVALID | /box/size",
            "{\"version\":1.0}                                  | INVALID | /version",
            "{\"version\":99999999999999999999}                 | INVALID | /version",
            "{\"note\":5}                                       | INVALID | /note",
            "{\"note\":true}                                    | INVALID | /note",
            "{\"note\":[]}                                      | INVALID | /note",
            "{\"name\":\"a\\u0000b\"}                           | INVALID | /name",
            "{\"name\":\"a\",\"name\":\"b\"}                    | INVALID | /name",
            "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":1},{\"menuItemId\":\"1\",\"quantity\":1,\"quantity\":2}]} | INVALID | /lines/1/quantity",
            "{\"orderLimit\":{\"amount\":\"1\",\"amount\":\"1\",\"currency\":\"EUR\"}} | INVALID | /orderLimit/amount",
            "{\"unheard\":{\"a/b\":1,\"a/b\":2}}                | INVALID | /unheard/a~1b",
    })
    void aBodyIsTakenLiterally(String body, String code, String field) throws Exception {
        ResultActions answer = problem(mvc.perform(post("/samples").contentType("application/json").content(body)), 400, code);
        if (field == null) {
            answer.andExpect(jsonPath("$.field").doesNotExist());
        } else {
            answer.andExpect(jsonPath("$.field").value(field)).andExpect(jsonPath("$.errors").doesNotExist());
        }
    }

    @Test
    void aGoodBodyIsTakenWhateverElseItCarries() throws Exception {
        mvc.perform(post("/samples").contentType("application/json").content("""
                {"name":"Ada","lines":[{"menuItemId":"1","quantity":5,"unknown":[1]}],"orderLimit":{"amount":"10","currency":"EUR"},
                 "requestedFor":"2026-11-21T19:00:00.123456+01:00","location":{"lat":47,"lon":13.5},"status":"APPROVED","flag":true,
                 "consumerId":"c","timeZone":"Europe/Vienna","capacity":null,"future":{"a":1}}"""))
                .andExpect(status().isOk())
                .andExpect(content().json("""
                        {"name":"Ada","lines":[{"menuItemId":"1","quantity":5}],"orderLimit":{"amount":"10.00","currency":"EUR"},
                         "requestedFor":"2026-11-21T18:00:00.123Z","location":{"lat":47.0,"lon":13.5},"status":"APPROVED","flag":true,
                         "consumerId":"c","timeZone":"Europe/Vienna"}""", org.springframework.test.json.JsonCompareMode.STRICT));
    }

    @Test
    void aNumberOfAThousandDigitsIsJustAWrongValue() throws Exception {
        problem(mvc.perform(post("/samples").contentType("application/json").content("{\"capacity\":" + "9".repeat(2000) + "}")),
                400, "INVALID").andExpect(jsonPath("$.field").value("/capacity"));
    }

    @ParameterizedTest
    @CsvSource({"😀,100,200", "😀,101,200", "😀,200,200", "😀,201,400", "x,200,200", "x,201,400", "é,200,200"})
    void lengthsCountCharactersAsPeopleDo(String character, int count, int status) throws Exception {
        mvc.perform(post("/samples").contentType("application/json").content("{\"name\":\"%s\"}".formatted(character.repeat(count))))
                .andExpect(status().is(status));
    }

    @ParameterizedTest
    @CsvSource({"c0ae", "c1bf", "e080ae", "f08080ae", "ff", "eda080", "80", "f5808080"})
    void aBodyIsUtf8ToTheLetter(String bytes) throws Exception {
        byte[] start = "{\"name\":\"a".getBytes(StandardCharsets.US_ASCII);
        byte[] end = "\"}".getBytes(StandardCharsets.US_ASCII);
        byte[] wrong = HexFormat.of().parseHex(bytes);
        byte[] body = ByteBuffer.allocate(start.length + wrong.length + end.length).put(start).put(wrong).put(end).array();
        problem(mvc.perform(post("/samples").contentType("application/json").content(body)), 400, "MALFORMED_JSON")
                .andExpect(jsonPath("$.detail").value("The body is not UTF-8"));
    }

    @Test
    void aBodyThatIsCompressedIsNotUnderstood() throws Exception {
        for (String encoding : List.of("gzip", "br", "gzip, gzip")) {
            problem(mvc.perform(post("/samples").contentType("application/json").content("{}").header("Content-Encoding", encoding)), 415,
                    "UNSUPPORTED_MEDIA_TYPE").andExpect(header().string("Accept-Encoding", "identity"));
        }
        mvc.perform(post("/samples").contentType("application/json").content("{}").header("Content-Encoding", "identity"))
                .andExpect(status().isOk());
    }

    @Test
    void aDeepNestIsNoJsonOfOurs() throws Exception {
        problem(mvc.perform(post("/samples").contentType("application/json").content("{\"x\":" + "[".repeat(5000))), 400, "MALFORMED_JSON");
    }

    @Test
    void severalWrongFieldsAreAllNamed() throws Exception {
        problem(mvc.perform(post("/samples").contentType("application/json").content("""
                {"name":"","lines":[{"menuItemId":"1","quantity":0},{"quantity":1}]}""")), 400, "INVALID")
                .andExpect(jsonPath("$.errors.length()").value(3))
                .andExpect(jsonPath("$.errors[0].field").value("/lines/0/quantity"))
                .andExpect(jsonPath("$.errors[0].code").value("INVALID"))
                .andExpect(jsonPath("$.errors[0].message").isNotEmpty())
                .andExpect(jsonPath("$.errors[1].field").value("/lines/1/menuItemId"))
                .andExpect(jsonPath("$.errors[2].field").value("/name"));
    }

    @Test
    void aMissingBodyIsNoJson() throws Exception {
        problem(mvc.perform(post("/samples").contentType("application/json")), 400, "MALFORMED_JSON");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", value = {
            "/samples, since",
            "/samples?since=, since",
            "/samples?since=yesterday, since",
            "/samples?since=2026-11-21T18:00:00, since",
            "/samples?since=2026-11-21T18:00:00Z&limit=0, limit",
            "/samples?since=2026-11-21T18:00:00Z&limit=101, limit",
            "/samples?since=2026-11-21T18:00:00Z&limit=1000000000, limit",
            "/samples?since=2026-11-21T18:00:00Z&limit=10000000000, limit",
            "/samples?since=2026-11-21T18:00:00Z&limit=ten, limit",
            "/samples?since=2026-11-21T18:00:00Z&limit=5.0, limit",
            "/samples?since=2026-11-21T18:00:00Z&status=NO_SUCH, status",
            "/samples?since=2026-11-21T18:00:00Z&q=toolong, q",
            "/needs-header, X-Needed",
    })
    void aWrongParameterIsNamed(String url, String field) throws Exception {
        problem(mvc.perform(get(url)), 400, "INVALID").andExpect(jsonPath("$.field").value(field));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
            "status=FOO|status|must be one of APPROVAL_PENDING, APPROVED",
            "status=APPROVED&status=FOO|status|must be one of APPROVAL_PENDING, APPROVED",
            "since=yesterday|since|must be an instant with zone, such as 20",
            "limit=ten|limit|must be a whole number",
            "statsu=APPROVED|statsu|did you mean status? There are limit, q, since, status",
            "size=5|size|is not known; there are limit, q, since, status",
    })
    void aWrongParameterIsToldWhatIsWanted(String query, String field, String detail) throws Exception {
        problem(mvc.perform(get("/samples?" + (query.startsWith("since") ? query : "since=2026-11-21T18:00:00Z&" + query))), 400, "INVALID")
                .andExpect(jsonPath("$.field").value(field)).andExpect(jsonPath("$.detail").value(containsString(detail)));
    }

    @Test
    void severalWrongParametersAreAllNamed() throws Exception {
        problem(mvc.perform(get("/samples?since=2026-11-21T18:00:00Z&limit=0&q=toolong")), 400, "INVALID")
                .andExpect(jsonPath("$.errors[0].field").value("limit"))
                .andExpect(jsonPath("$.errors[1].field").value("q"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
            "state, 409, INVALID_STATE", "precondition, 412, STALE_VERSION", "stale, 409, STALE_VERSION", "field, 422, UNKNOWN_MENU_ITEM",
            "currency, 422, CURRENCY_MISMATCH", "behind, 503, VIEW_BEHIND", "conflict, 503, UNAVAILABLE", "late, 503, UNAVAILABLE",
            "store, 503, UNAVAILABLE", "surprise, 500, INTERNAL_ERROR"})
    void anExceptionBecomesItsCode(String how, int status, String code) throws Exception {
        problem(mvc.perform(get("/fails/" + how)), status, code)
                .andExpect(status == 503 ? header().string("Retry-After", "1") : header().doesNotExist("Retry-After"))
                .andExpect(
                        how.equals("state") ? jsonPath("$.currentStatus").value("CANCELLED") : jsonPath("$.currentStatus").doesNotExist())
                .andExpect(how.equals("field") ? jsonPath("$.field").value("/lines/0/menuItemId") : jsonPath("$.field").doesNotExist());
    }

    @Test
    void aSurpriseIsLoggedOnceAndNotTold(CapturedOutput output) throws Exception {
        mvc.perform(get("/fails/everything")).andExpect(content().string(not(containsString("secret"))));
        org.assertj.core.api.Assertions.assertThat(output.getAll()).containsOnlyOnce("IllegalStateException: secret: everything");
    }

    @Test
    void anUnknownAddressIsNotFoundForEveryMethod() throws Exception {
        problem(mvc.perform(get("/nowhere")), 404, "NOT_FOUND");
        problem(mvc.perform(post("/nowhere").contentType("application/json").content("{}")), 404, "NOT_FOUND");
        problem(mvc.perform(get("/samples/1/2/3")), 404, "NOT_FOUND");
        problem(mvc.perform(get("/numbered/x")), 404, "NOT_FOUND");
        problem(mvc.perform(get("/error")), 404, "NOT_FOUND");
    }

    @Test
    void aWrongMethodIsToldTheRightOnes() throws Exception {
        problem(mvc.perform(delete("/samples")), 405, "METHOD_NOT_ALLOWED").andExpect(header().exists("Allow"));
        mvc.perform(options("/samples")).andExpect(status().isOk()).andExpect(header().string("Allow", containsString("POST")));
        mvc.perform(head("/numbered/5")).andExpect(status().isOk());
    }

    @Test
    void mediaTypesAreJson() throws Exception {
        problem(mvc.perform(post("/samples").contentType("text/plain").content("{}")), 415, "UNSUPPORTED_MEDIA_TYPE");
        problem(mvc.perform(post("/samples").contentType("application/x-www-form-urlencoded").content("a=b")), 415,
                "UNSUPPORTED_MEDIA_TYPE");
        problem(mvc.perform(post("/samples").content("{}")), 415, "UNSUPPORTED_MEDIA_TYPE");
        problem(mvc.perform(post("/samples").header("Content-Type", "what").content("{}")), 415, "UNSUPPORTED_MEDIA_TYPE");
        problem(mvc.perform(get("/samples?since=2026-11-21T18:00:00Z").accept("text/html")), 406, "NOT_ACCEPTABLE");
        problem(mvc.perform(get("/samples?since=2026-11-21T18:00:00Z").header("Accept", "what")), 406, "NOT_ACCEPTABLE");
        problem(mvc.perform(get("/fails/state").accept("text/html")), 409, "INVALID_STATE");
        mvc.perform(patch("/samples").contentType("application/merge-patch+json").content("{}")).andExpect(status().isOk());
        mvc.perform(post("/samples/1/no-body")).andExpect(status().isOk());
    }

    @Test
    void aBodyOverOneMebibyteIsTooLarge() throws Exception {
        String text = "x".repeat(1 << 20);
        problem(mvc.perform(post("/samples").contentType("application/json").content("{\"note\":\"" + text + "\"}")), 413, "TOO_LARGE");
        mvc.perform(post("/samples").contentType("application/json").content("{\"note\":\"" + text.substring(100) + "\"}"))
                .andExpect(status().isOk());
    }

    private static ResultActions problem(ResultActions answer, int status, String code) throws Exception {
        return answer.andExpect(status().is(status))
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.type").value("about:blank"))
                .andExpect(jsonPath("$.title").isNotEmpty())
                .andExpect(jsonPath("$.status").value(status))
                .andExpect(jsonPath("$.detail").isNotEmpty())
                .andExpect(jsonPath("$.code").value(code))
                .andExpect(content().string(not(containsString("Exception"))))
                .andExpect(content().string(not(containsString("ordertrail"))));
    }
}
