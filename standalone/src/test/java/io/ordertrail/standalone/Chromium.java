package io.ordertrail.standalone;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real browser, as the machine has it; each page comes with a fresh profile and without any network but this machine. */
class Chromium implements AutoCloseable {

    static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private static final List<String> QUIET = List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(PROGRAM).setArgs(QUIET));
    }

    static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    Page desk(String base) {
        return page(base, 1180, ColorScheme.LIGHT, true);
    }

    Page phone(String base) {
        return page(base, 390, ColorScheme.DARK, true);
    }

    Page withoutScripts(String base) {
        return page(base, 1180, ColorScheme.LIGHT, false);
    }

    private Page page(String base, int width, ColorScheme colours, boolean scripts) {
        BrowserContext profile = browser.newContext(new Browser.NewContextOptions().setBaseURL(base).setViewportSize(width, 844)
                .setColorScheme(colours).setJavaScriptEnabled(scripts));
        profile.setDefaultTimeout(60_000);
        return profile.newPage();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
