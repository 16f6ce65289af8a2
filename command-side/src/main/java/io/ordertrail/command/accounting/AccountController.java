package io.ordertrail.command.accounting;

import io.ordertrail.command.Answers;
import io.ordertrail.command.Answers.Done;
import io.ordertrail.command.IdempotencyKeys;
import io.ordertrail.command.Ids;
import io.ordertrail.command.accounting.AccountCommand.ChangeCardLimit;
import io.ordertrail.command.accounting.AccountCommand.DisableAccount;
import io.ordertrail.command.accounting.AccountCommand.EnableAccount;
import io.ordertrail.command.accounting.AccountCommand.IssueRefund;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.validation.Amount;
import io.ordertrail.platform.validation.Text;
import io.ordertrail.platform.web.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an operator does with a consumer's account. */
@RestController
@RequestMapping("/accounts/{id}")
@Tag(name = "Accounts", description = "One per consumer, under the consumer's id")
class AccountController {

    private final AccountService accounts;

    AccountController(AccountService accounts) {
        this.accounts = accounts;
    }

    /** @param limit the most that may be open at one time */
    record CardLimit(@NotNull @Amount Money limit) {
    }

    /** @param amount at most what was captured and not yet given back */
    record RefundOrder(@NotNull @Text String orderId, @NotNull @Amount(positive = true) Money amount, @NotNull @Text String reason) {
    }

    @PostMapping("/disable")
    @Operation(summary = "Authorise no more", description = """
            Authorising and raising are declined from now on; lowering, reversing, capturing and refunding still work.
            What is already so is a repeat.""")
    ResponseEntity<Done> disable(@PathVariable String id) {
        return Answers.done(accounts.send(new DisableAccount(account(id))));
    }

    @PostMapping("/enable")
    @Operation(summary = "Authorise again", description = "What is already so is a repeat.")
    ResponseEntity<Done> enable(@PathVariable String id) {
        return Answers.done(accounts.send(new EnableAccount(account(id))));
    }

    @Refuses(Code.CURRENCY_MISMATCH)
    @PutMapping("/card-limit")
    @Operation(summary = "Limit what may be open at one time", description = """
            Without a limit the account is unlimited. The first limit or authorisation fixes the account's currency; a limit in another is \
            422 CURRENCY_MISMATCH. A limit may be set below what is open: nothing more is authorised then until enough of it is captured \
            or reversed, but what is authorised stays so.""",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = "application/json",
                    examples = @ExampleObject("""
                            {"limit":{"amount":"100.00","currency":"EUR"}}"""))))
    ResponseEntity<Done> limit(@PathVariable String id, @Valid @RequestBody CardLimit cardLimit) {
        return Answers.done(accounts.send(new ChangeCardLimit(account(id), cardLimit.limit())));
    }

    @Refuses(Code.CURRENCY_MISMATCH)
    @PostMapping("/refunds")
    @Operation(summary = "Give captured money back", description = """
            In parts, never more than was captured: else 409 INVALID_STATE with the payment's status, or with the account's where it knows \
            no payment of that order. Each refund is a new one, unless it brings the Idempotency-Key of an earlier one. The answer's status is \
            the account's.""",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = "application/json",
                    examples = @ExampleObject("""
                            {"orderId":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","amount":{"amount":"12.34","currency":"EUR"},
                             "reason":"Cold on arrival"}"""))))
    ResponseEntity<Done> refund(@PathVariable String id, @Valid @RequestBody RefundOrder refund,
            @RequestHeader(name = "Idempotency-Key", required = false)
            @Pattern(regexp = IdempotencyKeys.FORM, message = IdempotencyKeys.FORM_IN_WORDS) String idempotencyKey) {
        return Answers.done(accounts.refund(
                new IssueRefund(account(id), new OrderId(refund.orderId()), refund.amount(), refund.reason(), null), idempotencyKey));
    }

    private static AccountId account(String id) {
        return new AccountId(Ids.known("account", id));
    }
}
