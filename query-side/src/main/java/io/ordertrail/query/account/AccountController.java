package io.ordertrail.query.account;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.Queries;
import io.ordertrail.query.Single;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Accounts")
class AccountController {

    private static final String EXAMPLE = """
            {"id":"01KAV9Y0A1B2C3D4E5F6G7H8JK","version":3,"enabled":true,"cardLimit":{"amount":"100.00","currency":"EUR"},
             "open":{"amount":"61.70","currency":"EUR"},
             "authorizations":[
              {"orderId":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","status":"AUTHORIZED","amount":{"amount":"61.70","currency":"EUR"}}]}""";

    private final Queries queries;
    private final Single single;

    AccountController(Queries queries, Single single) {
        this.queries = queries;
        this.single = single;
    }

    @GetMapping("/accounts/{id}")
    @Operation(summary = "Look up an account with every payment there ever was")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Account.class),
            examples = @ExampleObject(EXAMPLE)))
    ResponseEntity<Account> find(@PathVariable String id, List<ConsistencyToken> tokens) {
        Account account = queries.askOptional(new FindAccount(id, tokens), Account.class)
                .orElseThrow(() -> Refusal.notFound("account", id));
        return single.answer(account.version(), account);
    }
}
