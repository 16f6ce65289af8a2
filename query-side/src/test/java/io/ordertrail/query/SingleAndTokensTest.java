package io.ordertrail.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

class SingleAndTokensTest {

    private static final ConsistencyToken ONE = new ConsistencyToken("order-1", 1, "");
    private static final ConsistencyToken TWO = new ConsistencyToken("account-2", 2, "1");

    private final MockMvc web = MockMvcBuilders.standaloneSetup(new Things()).setCustomArgumentResolvers(new Tokens()).build();

    @RestController
    static class Things {

        private final Single single = new Single(JsonMapper.builder().build());

        @GetMapping("/things")
        ResponseEntity<List<String>> thing(@RequestParam String name) {
            return single.answer(7, List.of(name));
        }

        @GetMapping("/tokens")
        String tokens(List<ConsistencyToken> tokens) {
            return tokens.toString();
        }

        @ExceptionHandler(Refusal.class)
        ResponseEntity<Code> refused(Refusal refusal) {
            return ResponseEntity.status(refusal.code().status()).build();
        }
    }

    @Test
    void aTagNamesTheVersionAndChangesWithAnythingElse() throws Exception {
        assertThat(tagOf("a")).matches("\"7-[0-9a-z]+\"").isEqualTo(tagOf("a")).isNotEqualTo(tagOf("b"));
    }

    @Test
    void aClientThatHasItAlreadyIsToldSo() throws Exception {
        for (String header : List.of(tagOf("a"), "\"other\", " + tagOf("a"), "W/" + tagOf("a"))) {
            web.perform(get("/things").param("name", "a").header(HttpHeaders.IF_NONE_MATCH, header))
                    .andExpect(status().isNotModified()).andExpect(content().string(""))
                    .andExpect(header().string(HttpHeaders.ETAG, tagOf("a")));
        }
        web.perform(get("/things").param("name", "b").header(HttpHeaders.IF_NONE_MATCH, tagOf("a"))).andExpect(status().isOk());
    }

    @Test
    void tokensComeInOneHeaderOrInSeveral() throws Exception {
        String both = List.of(ONE, TWO).toString();
        web.perform(get("/tokens")).andExpect(content().string("[]"));
        web.perform(get("/tokens").header(ConsistencyToken.HEADER, ONE.encode() + ", " + TWO.encode())).andExpect(content().string(both));
        web.perform(get("/tokens").header(ConsistencyToken.HEADER, ONE.encode(), TWO.encode())).andExpect(content().string(both));
    }

    @Test
    void garbageIsNoToken() throws Exception {
        for (String garbage : List.of("x", ONE.encode() + "x", "ä", ONE.encode() + ",?")) {
            web.perform(get("/tokens").header(ConsistencyToken.HEADER, garbage)).andExpect(status().isBadRequest());
        }
    }

    private String tagOf(String name) throws Exception {
        return web.perform(get("/things").param("name", name)).andReturn().getResponse().getHeader(HttpHeaders.ETAG);
    }
}
